#include <gtest/gtest.h>

#include <string>

#include "expression/iso_date.hpp"
#include "tundish/codec.hpp"
#include "tundish/expression.hpp"

namespace tundish {
namespace {

Condition compare(std::string_view slug, std::string_view word, Value value = Value()) {
  Condition condition;
  condition.slug = slug;
  EXPECT_TRUE(from_text(word, condition.operation)) << word;
  condition.value = std::move(value);
  return condition;
}

/// Looks operands up in an object; every pointer ends with the next call, as the contract allows.
OperandLookup lookup_in(const Value& data) {
  return [&data, kept = Value()](OperandSource source, std::string_view slug) mutable {
    const Value* found = data.find(source == OperandSource::session ? slug : to_text(source));
    if (!found) return static_cast<const Value*>(nullptr);
    kept = *found;
    return static_cast<const Value*>(&kept);
  };
}

/// Whether `{x: subject}` passes `x word value`; both as JSON, an empty subject is an absent one.
bool passes(const char* subject, const char* word, const char* value = "null") {
  Value data{Value::Object{}};
  if (*subject) data.set("x", *parse_value(subject));
  return holds(compare("x", word, *parse_value(value)), lookup_in(data));
}

TEST(Conditions, EqualIsLoose) {
  EXPECT_TRUE(passes("", "==", "null"));
  EXPECT_TRUE(passes("", "==", "\"\""));
  EXPECT_TRUE(passes("\"\"", "==", "null"));
  EXPECT_TRUE(passes("null", "==", "[]"));
  EXPECT_FALSE(passes("", "==", "0"));
  EXPECT_FALSE(passes("", "==", "false"));
  EXPECT_TRUE(passes("\"18\"", "==", "18"));
  EXPECT_TRUE(passes("\" 18.0 \"", "==", "\"18\""));
  EXPECT_FALSE(passes("\"018\"", "==", "\"18\""));  // a post code is no number
  EXPECT_TRUE(passes("true", "==", "\"yes\""));
  EXPECT_TRUE(passes("\"No\"", "==", "false"));
  EXPECT_TRUE(passes("1", "==", "true"));
  EXPECT_FALSE(passes("2", "==", "true"));
  EXPECT_FALSE(passes("\"Red\"", "==", "\"red\""));
  EXPECT_TRUE(passes("[\"a\",\"1\"]", "==", "[\"a\",1]"));
  EXPECT_FALSE(passes("[\"a\"]", "==", "\"a\""));
  EXPECT_FALSE(passes("[\"a\",\"b\"]", "==", "[\"a\"]"));
  EXPECT_TRUE(passes("{\"name\":\"x\"}", "==", "{\"name\":\"x\"}"));
}

Condition logic(const char* rule) {
  Condition condition;
  condition.kind = ConditionKind::logic;
  condition.logic.rule = *parse_value(rule);
  return condition;
}

TEST(Conditions, LogicHoldsWhenWhatItGivesIsTrue) {
  const Value data = *parse_value(R"({"age":36,"tags":["vip"],"none":[]})");
  EXPECT_TRUE(holds(logic(R"({">":[{"var":"age"},18]})"), lookup_in(data)));
  EXPECT_FALSE(holds(logic(R"({"<":[{"var":"age"},18]})"), lookup_in(data)));
  EXPECT_TRUE(holds(logic(R"({"var":"tags"})"), lookup_in(data)));
  EXPECT_FALSE(holds(logic(R"({"var":"none"})"), lookup_in(data)));
  EXPECT_FALSE(holds(logic(R"({"/":[1,0]})"), lookup_in(data)));
  EXPECT_FALSE(holds(logic(R"({"nothing":1})"), lookup_in(data)));
  Condition compiled = logic(R"({"in":["vip",{"var":"tags"}]})");
  compiled.logic.program = parse_logic(compiled.logic.rule)->program();
  EXPECT_TRUE(holds(compiled, lookup_in(data)));
  const Value contact = *parse_value(R"({"city":"Łódź"})");
  const NameLookup names = [&contact](std::string_view name) {
    return name == "contact" ? &contact : nullptr;
  };
  EXPECT_TRUE(holds(logic(R"({"==":[{"var":"contact.city"},"Łódź"]})"), lookup_in(data), names));
}

TEST(Conditions, OrderIsOfNumbersOrDates) {
  EXPECT_TRUE(passes("18", ">=", "18"));
  EXPECT_TRUE(passes("\"9\"", "<", "\"10\""));
  EXPECT_FALSE(passes("\"b\"", ">", "\"a\""));
  EXPECT_FALSE(passes("\"b\"", ">=", "\"b\""));
  EXPECT_FALSE(passes("\"b\"", "<=", "\"b\""));
  EXPECT_TRUE(passes("\"2026-02-28\"", "<", "\"2026-03-01\""));
  EXPECT_TRUE(passes("\"2026-03-01T00:00Z\"", "<=", "\"2026-03-01T02:00+02:00\""));
  EXPECT_FALSE(passes("\"2026-02-30\"", "<", "\"2026-03-01\""));
  EXPECT_FALSE(passes("", "<", "1"));
  EXPECT_FALSE(passes("", ">=", "0"));
}

TEST(Conditions, TextsAndLists) {
  EXPECT_TRUE(passes("\"Grüße\"", "contains", "\"üß\""));
  EXPECT_FALSE(passes("\"Grüße\"", "contains", "\"GR\""));
  EXPECT_TRUE(passes("[\"a\",\"2\"]", "contains", "2"));
  EXPECT_FALSE(passes("[\"ab\"]", "contains", "\"a\""));
  EXPECT_TRUE(passes("\"+4930\"", "starts_with", "\"+49\""));
  EXPECT_FALSE(passes("\"+4\"", "starts_with", "\"+49\""));
  EXPECT_TRUE(passes("\"a.pdf\"", "ends_with", "\".pdf\""));
  EXPECT_FALSE(passes("\"pdf\"", "ends_with", "\".pdf\""));
  EXPECT_TRUE(passes("2", "in", "[\"1\",\"2\"]"));
  EXPECT_FALSE(passes("3", "in", "[\"1\",\"2\"]"));
  EXPECT_TRUE(passes("\"AB12\"", "matches", "\"[A-Z]{2}\\\\d+\""));
  EXPECT_FALSE(passes("\"xAB12\"", "matches", "\"[A-Z]{2}\\\\d+\""));
  EXPECT_FALSE(passes("\"a\"", "matches", "\"(\""));
}

TEST(Conditions, NegationsAreExact) {
  const std::pair<const char*, const char*> twins[] = {
      {"==", "!="}, {"contains", "not_contains"}, {"in", "not_in"}, {"empty", "not_empty"}};
  for (const auto& [word, negation] : twins) {
    for (const char* subject : {"", "null", "\"a\"", "\"\"", "3", "true", "[\"a\"]", "[]", "{}"}) {
      for (const char* value : {"null", "\"a\"", "\"\"", "3", "[\"a\",3]", "[]", "true"}) {
        EXPECT_NE(passes(subject, word, value), passes(subject, negation, value))
            << subject << ' ' << word << ' ' << value;
      }
    }
  }
}

TEST(Conditions, NothingElseHoldsForAnAbsentOperand) {
  for (const char* word :
       {">", ">=", "<", "<=", "contains", "starts_with", "ends_with", "in", "must_be_true",
        "must_be_false", "matches", "input_type", "before", "after"}) {
    for (const char* subject : {"", "null", "\"\"", "[]"}) {
      for (const char* value : {"null", "\"\"", "0", "[null,\"\"]", "\".*\"", "false"}) {
        EXPECT_FALSE(passes(subject, word, value)) << subject << ' ' << word << ' ' << value;
      }
    }
  }
}

TEST(Conditions, WordsOfTruthAndKind) {
  EXPECT_TRUE(passes("true", "must_be_true"));
  EXPECT_TRUE(passes("\"YES\"", "must_be_true"));
  EXPECT_FALSE(passes("\"maybe\"", "must_be_true"));
  EXPECT_TRUE(passes("0", "must_be_false"));
  EXPECT_FALSE(passes("true", "must_be_false"));
  EXPECT_TRUE(passes("\"\"", "empty"));
  EXPECT_FALSE(passes("\" \"", "empty"));
  EXPECT_FALSE(passes("false", "empty"));
  EXPECT_TRUE(passes("\"a\"", "input_type", "\"text\""));
  EXPECT_TRUE(passes("1", "input_type", "\"numeric\""));
  EXPECT_TRUE(passes("true", "input_type", "\"boolean\""));
  EXPECT_TRUE(passes("[\"a\"]", "input_type", "\"list\""));
  EXPECT_TRUE(passes("{\"name\":\"x\"}", "input_type", "\"file\""));
  EXPECT_FALSE(passes("\"1\"", "input_type", "\"numeric\""));
}

TEST(Conditions, BeforeAndAfterAreOfDatesOnly) {
  EXPECT_TRUE(passes("\"2025-12-31\"", "before", "\"2026-01-01T00:00:00.001Z\""));
  EXPECT_TRUE(passes("\"2026-01-02\"", "after", "\"2026-01-01\""));
  EXPECT_FALSE(passes("\"2026-01-01\"", "after", "\"2026-01-01\""));
  EXPECT_FALSE(passes("1", "before", "2"));
}

TEST(Conditions, ReadTheOperandThatTheySay) {
  const Value data = *parse_value(R"({"a":5,"b":"5","channel":"sms","score":7})");
  Condition both = compare("a", "==");
  both.value_slug = "b";
  EXPECT_TRUE(holds(both, lookup_in(data)));
  both.value_slug = "absent";
  EXPECT_FALSE(holds(both, lookup_in(data)));
  Condition channel = compare("", "in", Value(Value::List{"sms", "web"}));
  channel.source = OperandSource::channel;
  EXPECT_TRUE(holds(channel, lookup_in(data)));
  Condition score = compare("", ">", 6);
  score.source = OperandSource::score;
  EXPECT_TRUE(holds(score, lookup_in(data)));
}

TEST(Conditions, GroupsNest) {
  const Value data = *parse_value(R"({"a":1,"b":2})");
  const OperandLookup lookup = lookup_in(data);
  const auto group = [](ConditionKind kind, std::vector<Condition> children) {
    Condition condition;
    condition.kind = kind;
    condition.children = std::move(children);
    return condition;
  };
  const Condition yes = compare("a", "==", 1);
  const Condition no = compare("b", "==", 1);
  EXPECT_TRUE(holds(group(ConditionKind::any, {no, yes}), lookup));
  EXPECT_FALSE(holds(group(ConditionKind::any, {}), lookup));
  EXPECT_FALSE(holds(group(ConditionKind::all, {yes, no}), lookup));
  EXPECT_TRUE(holds(group(ConditionKind::all, {}), lookup));
  EXPECT_TRUE(holds(group(ConditionKind::not_, {group(ConditionKind::all, {yes, no})}), lookup));
  EXPECT_TRUE(all_hold({}, lookup));
  EXPECT_TRUE(all_hold({yes, group(ConditionKind::not_, {no})}, lookup));
}

TEST(IsoDate, ReadsDatesAndDateTimes) {
  EXPECT_EQ(parse_iso_date("1970-01-01"), 0);
  EXPECT_EQ(parse_iso_date("1969-12-31T23:59:59.999Z"), -1);
  EXPECT_EQ(parse_iso_date("2024-02-29"), 1709164800000);
  EXPECT_EQ(parse_iso_date("2026-11-21T10:30:15.1239+05:30"), 1795237215123);
  EXPECT_EQ(parse_iso_date("0000-01-01"), -62167219200000);
  EXPECT_EQ(parse_iso_date("9999-12-31T23:59Z"), 253402300740000);
  for (const char* text : {"", "2026", "2026-13-01", "2026-00-01", "2023-02-29", "1900-02-29",
                           "2026-1-1", "2026-01-01 10:00", "2026-01-01T24:00", "2026-01-01T10",
                           "2026-01-01T10:00:60", "2026-01-01T10:00:00.", "2026-01-01T10:00+0200",
                           "2026-01-01Z", "2026-01-01x", "-026-01-01"}) {
    EXPECT_EQ(parse_iso_date(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace tundish
