#include "tundish/value.hpp"

#include <gtest/gtest.h>

#include "tundish/codec.hpp"
#include "tundish/diagnostic.hpp"

namespace tundish {
namespace {

TEST(Value, HoldsOneKind) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_TRUE(Value(true).is_boolean());
  EXPECT_TRUE(Value(3).is_number());
  EXPECT_TRUE(Value(2.5).is_number());
  EXPECT_TRUE(Value("text").is_text());
  EXPECT_TRUE(Value(Value::List{}).is_list());
  EXPECT_TRUE(Value(Value::Object{}).is_object());
  EXPECT_FALSE(Value("text").is_number());
}

TEST(Value, GivesTheEmptyOneOfAnotherKind) {
  const Value text("text");
  EXPECT_FALSE(text.boolean());
  EXPECT_EQ(text.number(), 0);
  EXPECT_TRUE(text.list().empty());
  EXPECT_TRUE(text.object().empty());
  EXPECT_EQ(text.find("name"), nullptr);
  EXPECT_EQ(Value(7).text(), "");
  EXPECT_EQ(Value(7).number(), 7);
}

TEST(Value, KeepsMembersSortedAndOnce) {
  Value made(Value::Object{{"b", 1}, {"a", 2}, {"b", 3}, {"", 4}});
  EXPECT_EQ(to_json(made), R"({"":4,"a":2,"b":3})");
  made.set("aa", "x");
  made.set("a", Value());
  EXPECT_EQ(to_json(made), R"({"":4,"a":null,"aa":"x","b":3})");
  EXPECT_EQ(made.find("aa")->text(), "x");
  EXPECT_EQ(made.find("c"), nullptr);
  Value same;
  same.set("b", 3);
  same.set("aa", "x");
  same.set("", 4);
  same.set("a", Value());
  EXPECT_EQ(made, same);
}

TEST(Value, BecomesWhatIsPutIntoIt) {
  Value value("text");
  value.push(1);
  value.push(Value(Value::List{"a"}));
  EXPECT_EQ(to_json(value), R"([1,["a"]])");
  value.set("k", value);
  EXPECT_EQ(to_json(value), R"({"k":[1,["a"]]})");
}

TEST(Value, ComparesByWhatItHolds) {
  EXPECT_EQ(Value(1), Value(1.0));
  EXPECT_NE(Value(1), Value("1"));
  EXPECT_NE(Value(0), Value(false));
  EXPECT_NE(Value(), Value(Value::Object{}));
  const Value copy = *parse_value(R"({"a":[1,{"b":null}]})");
  Value moved = copy;
  const Value target = std::move(moved);
  EXPECT_EQ(target, copy);
}

TEST(Diagnostics, WarningsAreNoErrors) {
  Diagnostic warning;
  warning.severity = Severity::warning;
  EXPECT_FALSE(has_errors({}));
  EXPECT_FALSE(has_errors({warning}));
  EXPECT_TRUE(has_errors({warning, Diagnostic{}}));
}

}  // namespace
}  // namespace tundish
