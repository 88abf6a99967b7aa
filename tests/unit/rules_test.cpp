#include "tundish/rules.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "rules/read_condition.hpp"
#include "tundish/codec.hpp"
#include "tundish/logic.hpp"
#include "unit/splitmix.hpp"

namespace tundish {
namespace {

Value json(std::string_view text) {
  const Result<Value> value = parse_value(text);
  EXPECT_TRUE(value) << text;
  return value ? *value : Value();
}

Rules rules_of(std::string_view conditions) {
  Result<Rules> rules = parse_rules(json(conditions));
  EXPECT_TRUE(rules) << (rules ? "" : to_json(rules.error()));
  return std::move(*rules);
}

/// The verdicts in a row: 0, 1, and 2 for an error.
std::string verdicts(const Rules& rules) {
  std::string all;
  for (std::size_t at = 0; at < rules.count(); ++at) {
    all += static_cast<char>('0' + static_cast<int>(rules.verdict(at)));
  }
  return all;
}

TEST(Rules, AChangedFieldEvaluatesWhatReadsIt) {
  Rules rules = rules_of(R"([
    {"slug": "age", "operator": ">=", "value": 18},
    {"any": [{"slug": "plan", "operator": "==", "value": "large"},
             {"slug": "age", "operator": ">", "value": 60}]},
    {"not": {"slug": "plan", "operator": "empty"}},
    [{"slug": "age", "operator": "==", "value": {"slug": "other"}}],
    {"logic": {">": [{"var": "age"}, {"var": "limit"}]}},
    []
  ])");
  EXPECT_EQ(rules.fields(), (std::vector<std::string>{"age", "plan", "other", "limit"}));
  EXPECT_EQ(verdicts(rules), "000101");
  const int age = rules.find_field("age");
  EXPECT_EQ(rules.set(age, 30.0), 3u);
  EXPECT_EQ(verdicts(rules), "100011");
  EXPECT_EQ(rules.set(rules.find_field("plan"), Value("large")), 2u);
  EXPECT_EQ(rules.set(rules.find_field("other"), Value(" 30.0 ")), 1u);
  EXPECT_EQ(rules.set(rules.find_field("limit"), Value("many")), 1u);
  EXPECT_EQ(verdicts(rules), "111121");
  EXPECT_EQ(rules.evaluate_all(), 0u);
  EXPECT_EQ(rules.clear(age), 3u);
  EXPECT_EQ(verdicts(rules), "011001");
  EXPECT_EQ(rules.set(age, std::numeric_limits<double>::quiet_NaN()), 0u);
  EXPECT_EQ(rules.set(age, true), 1u);  // JsonLogic: true is no number of a text
  EXPECT_EQ(rules.find_field("nobody"), -1);
  EXPECT_EQ(rules.set_remembered(age, 0) + rules.set_remembered(age, -1), 0u);
  EXPECT_EQ(rules.set(-1, 5.0) + rules.set(99, 5.0) + rules.clear(99), 0u);
}

TEST(Rules, OtherSourcesAreFieldsToo) {
  Rules rules = rules_of(R"([
    {"source": "contact", "slug": "email", "operator": "ends_with", "value": ".org"},
    {"source": "score", "operator": ">", "value": 3},
    {"slug": "code", "operator": "matches", "value": "[A-Z]{2}\\d+"}
  ])");
  EXPECT_EQ(rules.fields(), (std::vector<std::string>{"contact.email", "score", "code"}));
  rules.set(0, Value("ada@example.org"));
  rules.set(1, 4.0);
  rules.set(2, Value("AB12"));
  EXPECT_EQ(verdicts(rules), "111");
}

TEST(Rules, ComputedNamesMayReadAnyField) {
  Rules rules = rules_of(R"([
    {"logic": {"==": [{"var": {"var": "which"}}, 1]}},
    {"logic": {">=": [{"length": {"var": ""}}, 2]}}
  ])");
  rules.set(rules.find_field("which"), Value("late"));
  EXPECT_EQ(verdicts(rules), "00");
  const int late = rules.find_field("late");
  EXPECT_GE(late, 0);
  EXPECT_EQ(rules.set(late, 1.0), 2u);
  EXPECT_EQ(verdicts(rules), "11");
}

TEST(Rules, WhatOnlyCombinesOthersIsNoStep) {
  Rules rules = rules_of(R"([
    {"logic": {"and": [true, {"!": [{"var": "a"}]}]}},
    {"logic": {"or": [false, {"!!": [{"var": "a"}]}]}},
    {"logic": {"!": []}},
    {"logic": {"!!": []}}
  ])");
  EXPECT_EQ(verdicts(rules), "1010");
  EXPECT_EQ(rules.set(rules.find_field("a"), 1.0), 2u);
  EXPECT_EQ(verdicts(rules), "0110");
  Rules others = rules_of("[[]]");
  others = std::move(rules);
  EXPECT_EQ(verdicts(others), "0110");
  EXPECT_EQ(others.verdicts()[1], Verdict::holds);
}

TEST(Rules, WhatIsNoConditionIsRefusedWithItsPlace) {
  const auto fault = [](std::string_view conditions) {
    const Result<Rules> rules = parse_rules(json(conditions));
    return rules ? "none" : rules.error()[0].code + ' ' + rules.error()[0].place.pointer;
  };
  EXPECT_EQ(fault("{}"), "wrong_type ");
  EXPECT_EQ(fault("[5]"), "wrong_type /0");
  EXPECT_EQ(fault(R"([{"slug":"a"}])"), "missing_property /0");
  EXPECT_EQ(fault(R"([{"slug":"a","operator":"~"}])"), "unknown_word /0/operator");
  EXPECT_EQ(fault(R"([{"source":"sky","operator":"empty"}])"), "unknown_word /0/source");
  EXPECT_EQ(fault(R"([{"operator":"empty"}])"), "missing_property /0");
  EXPECT_EQ(fault(R"([{"slug":"a","operator":"==","value":{"x":1}}])"), "wrong_type /0/value");
  EXPECT_EQ(fault(R"([{"all":[{"slug":"a","operator":"==","valu":1}]}])"),
            "unknown_property /0/all/0/valu");
  EXPECT_EQ(fault(R"([{"all":[],"any":[]}])"), "unknown_property /0");
  EXPECT_EQ(fault(R"([{"slug":"a","operator":"matches","value":"("}])"), "reg_ex /0/value");
  EXPECT_EQ(fault(R"([{"logic":{"if":[{"nothing":1}]}}])"), "unknown_operator /0/logic/if/0");
}

constexpr const char* kSlugs[] = {"a", "b", "c", "d", "e"};
constexpr const char* kWords[] = {"==",
                                  "!=",
                                  ">",
                                  ">=",
                                  "<",
                                  "<=",
                                  "contains",
                                  "not_contains",
                                  "starts_with",
                                  "ends_with",
                                  "in",
                                  "not_in",
                                  "empty",
                                  "not_empty",
                                  "must_be_true",
                                  "must_be_false",
                                  "matches",
                                  "input_type",
                                  "before",
                                  "after"};
constexpr const char* kValues[] = {"0",
                                   "1",
                                   "18",
                                   "2.5",
                                   "\"18\"",
                                   "\"\"",
                                   "\"yes\"",
                                   "\"red\"",
                                   "true",
                                   "false",
                                   "null",
                                   "[\"red\",18]",
                                   "[]",
                                   "\"re\"",
                                   "\"2026-05-01\"",
                                   "\"2026-05-02T10:00Z\"",
                                   "\"\\\\d+\"",
                                   "\"text\""};

class RandomRules {
 public:
  explicit RandomRules(std::uint64_t seed) : random_(seed) {}

  Value value() { return json(pick(kValues)); }
  std::size_t below(std::size_t count) { return random_.next() % count; }

  Value condition(int depth) {
    Value made;
    const std::size_t kind = depth > 0 ? below(6) : 5;
    if (kind < 2) {
      Value::List children;
      for (std::size_t count = below(4); count > 0; --count)
        children.push_back(condition(depth - 1));
      made.set(kind == 0 ? "all" : "any", Value(std::move(children)));
    } else if (kind == 2) {
      made.set("not", condition(depth - 1));
    } else {
      made.set("slug", pick(kSlugs));
      made.set("operator", pick(kWords));
      Value other;
      other.set("slug", pick(kSlugs));
      made.set("value", below(3) == 0 ? other : value());
    }
    return made;
  }

 private:
  template <std::size_t kCount>
  const char* pick(const char* const (&words)[kCount]) {
    return words[below(kCount)];
  }

  testing::SplitMix random_;
};

TEST(Rules, SayWhatConditionsSay) {
  int held = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    RandomRules random(seed);
    Value::List written;
    for (int rule = 0; rule < 8; ++rule) written.push_back(random.condition(3));
    Result<Rules> rules = parse_rules(Value(written));
    if (!rules) continue;  // a value that is no pattern
    Value data{Value::Object{}};
    const OperandLookup lookup = [&data](OperandSource, std::string_view slug) {
      return data.find(slug);
    };
    for (int change = 0; change < 30; ++change) {
      const char* slug = kSlugs[random.below(5)];
      const Value value = random.below(6) == 0 ? Value() : random.value();
      data.set(slug, value);
      rules->set(rules->find_field(slug), value);
      for (std::size_t rule = 0; rule < written.size(); ++rule) {
        const bool expected = holds(ConditionReader().read(written[rule], ""), lookup);
        held += expected ? 1 : 0;
        ASSERT_EQ(rules->verdict(rule) == Verdict::holds, expected)
            << to_json(written[rule]) << " on " << to_json(data);
      }
    }
    EXPECT_EQ(rules->evaluate_all(), 0u);
  }
  EXPECT_GT(held, 10'000);
}

TEST(Rules, SayWhatJsonLogicSays) {
  const char* const kRules[] = {
      R"({"and":[{">=":[{"var":"a"},18]},{"!=":[{"var":"b"},"red"]}]})",
      R"({"if":[{"!":{"var":"a"}},{"var":"c"},{"in":["r",{"var":"b"}]}]})",
      R"({"some":[{"var":"d"},{"==":[{"var":""},{"val":[[2],"a"]}]}]})",
      R"({"missing":["a","b","e"]})",
      R"({"or":[{"<":[{"var":"a"},{"var":"b"},{"var":"c"}]},{"exists":"e"}]})",
      R"({"===":[{"var":["b","red"]},{"??":[{"var":"c"},"red"]}]})",
      R"({"var":{"cat":["","a"]}})",
  };
  Value::List written;
  for (const char* rule : kRules) written.push_back(Value(Value::Object{{"logic", json(rule)}}));
  Result<Rules> rules = parse_rules(Value(written));
  ASSERT_TRUE(rules);
  RandomRules random(7);
  Value data{Value::Object{}};
  for (int change = 0; change < 3000; ++change) {
    const char* slug = kSlugs[random.below(5)];
    const Value value = random.value();
    data.set(slug, value);
    const int field = rules->find_field(slug);
    const int text = value.is_text() ? rules->remember(value.text()) : -1;
    if (text >= 0) {
      rules->set_remembered(field, text);
    } else {
      rules->set(field, value);
    }
    for (std::size_t rule = 0; rule < written.size(); ++rule) {
      const LogicResult result = evaluate(*parse_logic(json(kRules[rule])), data);
      const Verdict expected = result.failed             ? Verdict::error
                               : is_truthy(result.value) ? Verdict::holds
                                                         : Verdict::fails;
      ASSERT_EQ(rules->verdict(rule), expected) << kRules[rule] << " on " << to_json(data);
    }
  }
}

}  // namespace
}  // namespace tundish
