#include <array>
#include <utility>

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

/// JavaScript looks for the pattern anywhere; here it must match the whole text.
std::string whole_pattern(std::string text) {
  if (text.size() > 1 && text.front() == '/') {
    const std::size_t end = text.rfind('/');
    if (end > 0) text = text.substr(1, end - 1);
  }
  return "[\\s\\S]*(?:" + text + ")[\\s\\S]*";
}

bool ignores_case(std::string_view operation) {
  return operation == "contains" || operation == "not_contains" || operation == "starts_with" ||
         operation == "ends_with";
}

/// What is compared with: a text, or another variable.
void set_value(Value& condition, const std::string& text, const Place& place, Making& making) {
  const Formula formula = read_placeholders(text, making.slugs.reader());
  if (formula.kind == Formula::Kind::name) {
    Value reference;
    reference.set("slug", formula.word);
    condition.set("value", reference);
    return;
  }
  condition.set("value", making.slugs.plain_of(text, place));
}

Value matching(Value condition, const std::string& written, std::string_view operation,
               const Place& place, Making& making) {
  const std::string pattern = whole_pattern(written);
  if (!parse_pattern(pattern)) {
    making.notes.warn("reg_ex", place,
                      quoted(written) + " is no pattern that runs here; it matches nothing.");
    return operation == "matches" ? never() : negated(never());
  }
  if (written.size() > 1 && written.front() == '/' && written.back() != '/') {
    making.notes.warn("reg_ex", place, "The flags behind " + quoted(written) + " are left out.");
  }
  condition.set("operator", "matches");
  condition.set("value", pattern);
  return operation == "matches" ? condition : negated(std::move(condition));
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
  const std::string value = text_at(at, "value");
  const Place place = place_at(at, "value");
  if (operation == "matches" || operation == "not_matches") {
    return matching(std::move(condition), value, operation, place, making);
  }
  if (ignores_case(operation) && utf8::fold_case(value) != value) {
    making.notes.warn("case_matters", place,
                      "Typebot does not care for capital letters here, this comparison does.");
  }
  condition.set("operator", operation);
  set_value(condition, value, place, making);
  return condition;
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
  if (all.size() == 1 || utf8::fold_case(text_at(content, "logicalOperator")) != "or") {
    return Value(std::move(all));
  }
  Value any;
  any.set("any", Value(std::move(all)));
  return Value::List{std::move(any)};
}

}  // namespace tundish::typebot
