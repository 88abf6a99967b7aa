#include "import/formula.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "support/decimal.hpp"

namespace tundish {

namespace {

Value call(std::string_view word, Value::List parts) {
  Value made;
  made.set(word, Value(std::move(parts)));
  return made;
}

Value negated(Value logic) { return call("!", {std::move(logic)}); }

/// The largest whole number that is not above: without what is behind the point, and one less for
/// a negative number that has something there.
Value floor_of(const Value& number) {
  const Value rest = call("%", {number, 1});
  const Value one = call("if", {call("<", {rest, 0}), 1, 0});
  return call("-", {call("-", {number, rest}), one});
}

Value is_empty(const Value& operand) {
  return call("or", {call("==", {operand, Value()}), call("==", {operand, ""}),
                     call("==", {call("length", {operand}), 0})});
}

/// JsonLogic's `in` has its operands the other way round.
Value contains(const Value& whole, const Value& part) { return call("in", {part, whole}); }

constexpr std::string_view kDoubling[] = {"empty", "not_empty", "floor", "ceil",
                                          "round", "trunc",     "abs"};

std::optional<Value> spelled(const Formula& formula) {
  const std::string& word = formula.word;
  const auto part = [&formula](std::size_t at) {
    return at < formula.parts.size() ? logic_of(formula.parts[at]) : Value();
  };
  if (word == "contains") return contains(part(0), part(1));
  if (word == "not_contains") return negated(contains(part(0), part(1)));
  if (word == "empty") return is_empty(part(0));
  if (word == "not_empty") return negated(is_empty(part(0)));
  if (word == "floor") return floor_of(part(0));
  if (word == "ceil") return call("-", {floor_of(call("-", {part(0)}))});
  if (word == "round") return floor_of(call("+", {part(0), 0.5}));
  if (word == "trunc") return call("-", {part(0), call("%", {part(0), 1})});
  if (word == "abs") return call("max", {part(0), call("-", {part(0)})});
  return std::nullopt;
}

struct Comparison {
  std::string_view word, operation, turned;
};

constexpr std::array<Comparison, 8> kComparisons = {{
    {"==", "==", "=="},
    {"!=", "!=", "!="},
    {">", ">", "<"},
    {"<", "<", ">"},
    {">=", ">=", "<="},
    {"<=", "<=", ">="},
    {"contains", "contains", ""},
    {"not_contains", "not_contains", ""},
}};

bool is_operand(const Formula& formula) {
  if (formula.kind == Formula::Kind::value) return !formula.value.is_object();
  return formula.kind == Formula::Kind::name && formula.word.find('.') == std::string::npos;
}

Value comparison(std::string_view slug, std::string_view operation, const Formula& other) {
  Value made;
  made.set("slug", slug);
  made.set("operator", operation);
  if (other.kind == Formula::Kind::name) {
    Value reference;
    reference.set("slug", other.word);
    made.set("value", reference);
  } else {
    made.set("value", other.value);
  }
  return made;
}

std::optional<Value> as_comparison(const Formula& formula) {
  if (formula.parts.size() != 2) return std::nullopt;
  const Formula& left = formula.parts[0];
  const Formula& right = formula.parts[1];
  if (!is_operand(left) || !is_operand(right)) return std::nullopt;
  for (const Comparison& one : kComparisons) {
    if (one.word != formula.word) continue;
    if (left.kind == Formula::Kind::name) return comparison(left.word, one.operation, right);
    if (right.kind == Formula::Kind::name && !one.turned.empty()) {
      return comparison(right.word, one.turned, left);
    }
  }
  return std::nullopt;
}

std::optional<Value> as_group(const Formula& formula) {
  if (formula.word != "and" && formula.word != "or") return std::nullopt;
  Value children{Value::List{}};
  for (const Formula& part : formula.parts) children.push(condition_of(part));
  Value made;
  made.set(formula.word == "and" ? "all" : "any", children);
  return made;
}

std::optional<Value> as_presence(const Formula& formula) {
  if (formula.word != "empty" && formula.word != "not_empty") return std::nullopt;
  if (formula.parts.size() != 1 || !is_operand(formula.parts[0])) return std::nullopt;
  if (formula.parts[0].kind != Formula::Kind::name) return std::nullopt;
  Value made;
  made.set("slug", formula.parts[0].word);
  made.set("operator", formula.word);
  return made;
}

Kinds kinds_of_value(const Value& value) {
  if (value.is_number()) return kNumber;
  if (value.is_text()) return kText;
  if (value.is_boolean()) return kTruth;
  if (value.is_list()) return kList;
  return value.is_null() ? Kinds{} : kOther;
}

constexpr std::string_view kNumbers[] = {"+",     "-",     "*",   "/",   "%",   "floor", "ceil",
                                         "round", "trunc", "abs", "min", "max", "length"};
constexpr std::string_view kTruths[] = {
    "==", "!=", "===",      "!==",          ">",     "<",         ">=",     "<=",     "!",
    "!!", "in", "contains", "not_contains", "empty", "not_empty", "any_of", "all_of", "none_of"};

template <std::size_t count>
bool is_one_of(std::string_view word, const std::string_view (&words)[count]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

Kinds kinds_of_call(std::string_view word, const std::vector<Formula>& parts) {
  if (is_one_of(word, kNumbers)) return kNumber;
  if (is_one_of(word, kTruths)) return kTruth;
  if (word == "cat") return kText;
  if (word == "merge") return kList;
  if (word == "slice" && !parts.empty()) return parts[0].is_only(kText | kGuessed) ? kText : kOther;
  const bool gives_a_part =
      word == "if" || word == "or" || word == "and" || word == "??" || word == "try";
  if (!gives_a_part) return kAnything;
  Kinds kinds = 0;
  for (std::size_t i = word == "if" ? 1 : 0; i < parts.size(); ++i) kinds |= parts[i].kinds;
  return kinds;
}

}  // namespace

Formula formula_value(Value value) {
  Formula made;
  made.kinds = kinds_of_value(value);
  made.value = std::move(value);
  return made;
}

Formula formula_name(std::string slug, Kinds kinds) {
  Formula made;
  made.kinds = kinds;
  made.kind = Formula::Kind::name;
  made.word = std::move(slug);
  return made;
}

Formula formula_list(std::vector<Formula> parts) {
  Formula made;
  made.kind = Formula::Kind::list;
  made.kinds = kList;
  made.parts = std::move(parts);
  return made;
}

Formula formula_call(std::string word, std::vector<Formula> parts) {
  Formula made;
  made.kind = Formula::Kind::call;
  made.kinds = kinds_of_call(word, parts);
  made.word = std::move(word);
  made.parts = std::move(parts);
  return made;
}

Formula formula_element(Formula list, int place) {
  std::vector<Formula> parts{std::move(list), formula_value(place)};
  if (place >= 0) parts.push_back(formula_value(place + 1));
  Value current;
  current.set("var", "current");
  std::vector<Formula> each{formula_call("slice", std::move(parts)), formula_value(current),
                            formula_value(Value())};
  return formula_call("reduce", std::move(each));
}

std::size_t size_as_logic(const Formula& formula) {
  std::size_t size = 1;
  for (const Formula& part : formula.parts) size += size_as_logic(part);
  const bool is_doubled = is_one_of(formula.word, kDoubling);
  // What is far too much already needs no exact count.
  return std::min(is_doubled ? size * 3 : size, kMaxLogicSize + 1);
}

Value logic_of(const Formula& formula) {
  switch (formula.kind) {
    case Formula::Kind::value:
      return formula.value;
    case Formula::Kind::name:
      return [&formula] {
        Value made;
        made.set("var", formula.word);
        return made;
      }();
    case Formula::Kind::list:
    case Formula::Kind::call:
      break;
  }
  if (std::optional<Value> made = spelled(formula)) return std::move(*made);
  Value::List parts;
  for (const Formula& part : formula.parts) parts.push_back(logic_of(part));
  if (formula.kind == Formula::Kind::list) return Value(std::move(parts));
  return call(formula.word, std::move(parts));
}

Value condition_of(const Formula& formula) {
  if (formula.kind == Formula::Kind::call) {
    if (std::optional<Value> made = as_comparison(formula)) return std::move(*made);
    if (std::optional<Value> made = as_group(formula)) return std::move(*made);
    if (std::optional<Value> made = as_presence(formula)) return std::move(*made);
    if (formula.word == "!" && formula.parts.size() == 1) {
      Value made;
      made.set("not", condition_of(formula.parts[0]));
      return made;
    }
  }
  Value made;
  made.set("logic", logic_of(formula));
  return made;
}

bool is_text(const Formula& formula) {
  if (formula.kind == Formula::Kind::call) return formula.word == "cat";
  if (formula.kind != Formula::Kind::value || !formula.value.is_text()) return false;
  return !parse_decimal(formula.value.text()).has_value();
}

}  // namespace tundish
