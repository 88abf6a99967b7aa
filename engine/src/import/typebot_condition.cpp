#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "import/case_blind.hpp"
#include "import/members.hpp"
#include "import/typebot_making.hpp"
#include "parse/sentence.hpp"
#include "support/utf8.hpp"
#include "tundish/pattern.hpp"

namespace tundish::typebot {

namespace {

struct Word {
  std::string_view typebot, operation;
};

constexpr std::array<Word, 14> kOperators = {{
    {"Equal to", "=="},
    {"Not equal", "!="},
    {"Contains", "contains"},
    {"Does not contain", "not_contains"},
    {"Greater than", ">"},
    {"Greater or equal to", ">="},
    {"Less than", "<"},
    {"Less or equal to", "<="},
    {"Is set", "not_empty"},
    {"Is empty", "empty"},
    {"Starts with", "starts_with"},
    {"Ends with", "ends_with"},
    {"Matches regex", "matches"},
    {"Does not match regex", "not_matches"},
}};

constexpr std::size_t kMaxValue = 2000;
constexpr std::size_t kMaxConditions = 100;

Value never() {
  Value none;
  none.set("any", Value(Value::List{}));
  return none;
}

Value negated(Value condition) {
  Value made;
  made.set("not", std::move(condition));
  return made;
}

/// JavaScript looks for the pattern anywhere; here it must match the whole text. Of flags only `i`
/// changes what is found.
std::string whole_pattern(std::string text) {
  const std::size_t end = text.rfind('/');
  if (end != std::string::npos && end > 1 && text.front() == '/') {
    const bool is_blind = text.find('i', end) != std::string::npos;
    text = text.substr(1, end - 1);
    if (is_blind) text = case_blind_pattern(text);
  }
  return "[\\s\\S]*(?:" + text + ")[\\s\\S]*";
}

bool ignores_case(std::string_view operation) {
  return operation == "contains" || operation == "not_contains" || operation == "starts_with" ||
         operation == "ends_with";
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::string_view kAnyText = "[\\s\\S]*";

/// Typebot does not care for capital letters where it looks into a text.
std::optional<Value> case_blind(const Value& operand, std::string_view operation,
                                const std::string& value, bool may_be_list) {
  const std::string_view text = utf8::trim(value);
  const bool has_letters = std::any_of(text.begin(), text.end(), is_letter);
  const bool is_positive = operation != "not_contains";
  const std::string_view plain = is_positive ? operation : std::string_view("contains");
  if (!has_letters) return std::nullopt;
  std::string pattern = case_blind_text(text);
  if (operation != "starts_with") pattern.insert(0, kAnyText);
  if (operation != "ends_with") pattern += kAnyText;
  if (!parse_pattern(pattern)) return std::nullopt;
  Value matching = operand;
  matching.set("operator", "matches");
  matching.set("value", pattern);
  if (may_be_list && plain == "contains") {
    Value holding = operand;
    holding.set("operator", "contains");
    holding.set("value", value);
    Value either;
    either.set("any", Value::List{std::move(holding), std::move(matching)});
    matching = std::move(either);
  }
  return is_positive ? matching : negated(std::move(matching));
}

/// A comparison with a text that has variables within it.
std::optional<Value> with_pieces(const std::string& slug, std::string_view operation,
                                 const Formula& pieces) {
  constexpr std::string_view kRules[] = {
      "==", "!=", ">", ">=", "<", "<=", "contains", "not_contains"};
  if (std::find(std::begin(kRules), std::end(kRules), operation) == std::end(kRules)) {
    return std::nullopt;
  }
  Value made;
  made.set("logic", logic_of(formula_call(std::string(operation), {formula_name(slug), pieces})));
  return made;
}

Value matching(Value condition, const std::string& written, std::string_view operation,
               const Place& place, Making& making) {
  const std::string pattern = whole_pattern(written);
  if (!parse_pattern(pattern)) {
    making.notes.warn("reg_ex", place,
                      quoted(written) + " is no pattern that runs here; it matches nothing.");
    return operation == "matches" ? never() : negated(never());
  }
  condition.set("operator", "matches");
  condition.set("value", pattern);
  return operation == "matches" ? condition : negated(std::move(condition));
}

Value compared(Value condition, std::string_view operation, const At& at, Making& making) {
  const std::string value(shortened(text_at(at, "value"), kMaxValue));
  const Place place = place_at(at, "value");
  const bool is_absent = value == "null" || value == "undefined";
  if (is_absent && (operation == "==" || operation == "!=")) {
    condition.set("operator", operation == "==" ? "empty" : "not_empty");
    return condition;
  }
  if (operation == "matches" || operation == "not_matches") {
    return matching(std::move(condition), value, operation, place, making);
  }
  const std::string slug = condition.find("slug")->text();
  const Formula formula = read_placeholders(value, making.slugs.reader());
  if (formula.kind == Formula::Kind::name) {
    Value reference;
    reference.set("slug", formula.word);
    condition.set("operator", operation);
    condition.set("value", reference);
    return condition;
  }
  if (formula.kind == Formula::Kind::call) {
    if (std::optional<Value> made = with_pieces(slug, operation, formula)) return *made;
  } else if (ignores_case(operation)) {
    const bool may_be_list = making.slugs.may_be_list(text_at(at, "variableId"));
    if (std::optional<Value> made = case_blind(condition, operation, value, may_be_list)) {
      return *made;
    }
  }
  condition.set("operator", operation);
  condition.set("value", std::string(shortened(making.slugs.plain_of(value, place), kMaxValue)));
  return condition;
}

Value comparison_of(const At& at, Making& making) {
  const std::string slug = making.slugs.read(text_at(at, "variableId"));
  if (slug.empty()) {
    making.notes.warn("unknown_variable", at.place(),
                      "This compares no variable that is there; it never holds.");
    return never();
  }
  const std::string written = text_at(at, "comparisonOperator");
  std::string_view operation;
  for (const Word& word : kOperators) {
    if (word.typebot == written) operation = word.operation;
  }
  if (operation.empty()) {
    making.notes.warn("unknown_word", place_at(at, "comparisonOperator"),
                      written.empty()
                          ? "The comparison has no operator; it is taken as `Equal to`."
                          : quoted(written) + " is no operator here; it is taken as `Equal to`.");
    operation = "==";
  }
  Value condition;
  condition.set("slug", slug);
  if (operation == "empty" || operation == "not_empty") {
    condition.set("operator", operation);
    return condition;
  }
  return compared(std::move(condition), operation, at, making);
}

/// A list holds so many conditions; what is more stands in groups of them.
Value::List in_groups(Value::List all, std::string_view word) {
  Value::List groups;
  for (std::size_t at = 0; at < all.size() && groups.size() < kMaxConditions;) {
    Value::List some;
    while (at < all.size() && some.size() < kMaxConditions) some.push_back(std::move(all[at++]));
    Value group;
    group.set(word, Value(std::move(some)));
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

Value conditions_of(const At& content, Making& making) {
  Value::List all;
  for (const At& at : items_at(content, "comparisons")) {
    if (at->kind == json::Kind::object) all.push_back(comparison_of(at, making));
  }
  if (all.empty()) {
    making.notes.warn("empty_condition", content.place(),
                      "This condition compares nothing; it never holds.");
    return Value::List{never()};
  }
  const bool is_any = utf8::fold_case(text_at(content, "logicalOperator")) == "or";
  const std::string_view word = is_any ? "any" : "all";
  if (all.size() > kMaxConditions) all = in_groups(std::move(all), word);
  if (all.size() == 1 || !is_any) return Value(std::move(all));
  Value any;
  any.set(word, Value(std::move(all)));
  return Value::List{std::move(any)};
}

}  // namespace tundish::typebot
