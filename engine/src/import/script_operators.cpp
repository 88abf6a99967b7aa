#include "import/script_operators.hpp"

#include <algorithm>
#include <utility>

#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

// Higher powers are hardly meant.
constexpr double kMaxPower = 8;

constexpr Kinds kCounted = kNumber | kTruth;
constexpr std::string_view kUnknown = "what kind of value a variable has is not known";

bool is_name(const Formula& formula) { return formula.kind == Formula::Kind::name; }

bool is_literal(const Formula& formula) { return formula.kind == Formula::Kind::value; }

bool reads_as_number(const Formula& formula) {
  return is_literal(formula) && formula.value.is_text() &&
         parse_decimal(formula.value.text()).has_value();
}

/// A text that no answer is taken for anything else beside.
bool is_plain_text(const Formula& formula) {
  if (!formula.is_only(kText)) return false;
  if (!is_literal(formula)) return false;
  const std::string& text = formula.value.text();
  return !reads_as_number(formula) && !text.empty() && text != "true" && text != "false" &&
         text != "null" && text != "undefined";
}

/// Whether every letter of the text counts as one.
bool has_plain_letters(const Formula& formula) {
  if (formula.is_only(kCounted)) return true;
  if (is_literal(formula) && formula.value.is_text()) {
    const std::string& text = formula.value.text();
    return utf8::count_code_points(text) == text.size();
  }
  return formula.word == "cat" &&
         std::all_of(formula.parts.begin(), formula.parts.end(), has_plain_letters);
}

/// False where the comparison has no answer.
Formula tried(Formula comparison, bool otherwise) {
  return formula_call("try", {std::move(comparison), formula_value(otherwise)});
}

Formula first_letters(const Formula& text, int count) {
  return formula_call("slice", {text, formula_value(0), formula_value(count)});
}

Formula same(const Formula& left, Formula right, std::string_view sign = "===") {
  return formula_call(std::string(sign), {left, std::move(right)});
}

Formula is_one_of(const Formula& text, std::vector<Formula> words) {
  return formula_call("in", {text, formula_list(std::move(words))});
}

/// Whether the text is one that is added: a truth, or a number without a sign and zeros before it.
Formula counts_as_number(const Formula& text) {
  Formula is_truth =
      is_one_of(text, {formula_value("true"), formula_value("false"), formula_value("null")});
  Formula has_no_zeros = formula_call(
      "or", {same(first_letters(text, 1), formula_value("0"), "!=="),
             same(text, formula_value("0")), same(first_letters(text, 2), formula_value("0."))});
  Formula has_no_sign = same(first_letters(text, 1), formula_value("+"), "!==");
  Formula is_number = same(formula_call("+", {text}), formula_value(Value()), "!==");
  Formula reads =
      formula_call("and", {std::move(has_no_zeros), std::move(has_no_sign), std::move(is_number)});
  return tried(formula_call("or", {std::move(is_truth), std::move(reads)}), false);
}

/// The number that is added for it.
Formula number_of(const Formula& text) {
  return formula_call("if", {same(text, formula_value("true")), formula_value(1),
                             is_one_of(text, {formula_value("false"), formula_value("null")}),
                             formula_value(0), text});
}

}  // namespace

std::optional<int> small_number(const Formula& formula, double most) {
  if (formula.kind != Formula::Kind::value || !formula.value.is_number()) return std::nullopt;
  const double number = formula.value.number();
  if (number < 0 || number > most) return std::nullopt;
  const int whole = static_cast<int>(number);
  if (static_cast<double>(whole) != number) return std::nullopt;
  return whole;
}

void ScriptOperators::doubt_of(std::string_view sentence) {
  if (doubt_.empty()) doubt_ = sentence;
}

/// Methods of texts: a text that looks like a number is one there, and has none of them.
void ScriptOperators::doubt_of_text(const Formula& whole) {
  if (whole.is_only(kText | kList)) return;
  doubt_of(whole.is_only(kText | kGuessed)
               ? "an answer that looks like a number or a truth is no text there"
               : kUnknown);
}

Formula ScriptOperators::joined(std::string_view word, Formula left, Formula right) {
  if (word == "+") return sum(std::move(left), std::move(right));
  if (word.substr(0, 2) == "==" || word.substr(0, 2) == "!=") {
    return equality(word, std::move(left), std::move(right));
  }
  if (word[0] == '<' || word[0] == '>') return order(word, std::move(left), std::move(right));
  if (word == "??") return formula_call("??", {std::move(left), std::move(right)});
  if (word != "or" && word != "and") {
    return arithmetic(word, {std::move(left), std::move(right)});
  }
  Formula test = truth(left);
  if (logic_of(test) == logic_of(left)) {
    return formula_call(std::string(word), {std::move(left), std::move(right)});
  }
  if (word == "and") std::swap(left, right);
  return formula_call("if", {std::move(test), std::move(left), std::move(right)});
}

/// Joins when one of both is a text, adds when none is: for answers that is seen at run time.
Formula ScriptOperators::sum(Formula left, Formula right) {
  if (left.is_only(kCounted) && right.is_only(kCounted)) {
    return formula_call("+", {std::move(left), std::move(right)});
  }
  if ((left.kinds == kText) || (right.kinds == kText)) {
    return formula_call("cat", {std::move(left), std::move(right)});
  }
  Formula joins = formula_call("cat", {left, right});
  std::vector<Formula> tests, numbers;
  bool is_known = true;
  for (const Formula* one : {&left, &right}) {
    numbers.push_back(*one);
    if (one->is_only(kCounted)) continue;
    is_known = is_known && is_name(*one) && one->is_only(kGuessed | kText);
    tests.push_back(counts_as_number(*one));
    numbers.back() = number_of(*one);
  }
  if (!is_known) {
    doubt_of(kUnknown);
    return formula_call("try",
                        {formula_call("+", {std::move(left), std::move(right)}), std::move(joins)});
  }
  return formula_call("if", {formula_call("and", std::move(tests)),
                             formula_call("+", std::move(numbers)), std::move(joins)});
}

Formula ScriptOperators::arithmetic(std::string_view word, std::vector<Formula> parts) {
  const bool is_strict = word == "min" || word == "max";
  for (const Formula& part : parts) {
    const bool counts = is_strict ? part.kinds == kNumber : part.is_only(kCounted);
    if (!counts && (is_strict || !reads_as_number(part))) {
      doubt_of("what is no number gives NaN there, and here nothing");
    }
  }
  if ((word == "/" || word == "%") && parts.size() == 2) {
    const bool is_safe =
        is_literal(parts[1]) && parts[1].value.is_number() && parts[1].value.number() != 0;
    if (!is_safe) doubt_of("a division by 0 gives Infinity or NaN there, and here nothing");
  }
  return formula_call(std::string(word), std::move(parts));
}

std::optional<Formula> ScriptOperators::power(const Formula& base, const Formula& exponent) {
  const std::optional<int> count = small_number(exponent, kMaxPower);
  if (!count) return std::nullopt;
  if (*count == 0) return formula_value(1);
  if (*count == 1) return arithmetic("+", {base});
  return arithmetic("*", std::vector<Formula>(static_cast<std::size_t>(*count), base));
}

Formula ScriptOperators::truth(Formula formula) {
  if ((formula.kinds & kList) != 0) {
    doubt_of("an empty list counts as true there, and here as false");
  }
  const bool is_guessed = is_name(formula) && (formula.kinds & (kGuessed | kOther)) != 0;
  if (!is_guessed) return formula;
  Formula is_word = is_one_of(formula, {formula_value("0"), formula_value("false"),
                                        formula_value("null"), formula_value("undefined")});
  return formula_call("and", {std::move(formula), formula_call("!", {std::move(is_word)})});
}

Formula ScriptOperators::equality(std::string_view sign, Formula left, Formula right) {
  const bool is_negative = sign[0] == '!';
  const Kinds both = left.kinds | right.kinds;
  const bool is_sure = ((left.kinds | right.kinds) & (kGuessed | kOther | kList)) == 0;
  if (sign.size() == 3 && is_sure && left.kinds != 0 && right.kinds != 0 &&
      (left.kinds & right.kinds) == 0) {
    return formula_value(is_negative);
  }
  if (left.kinds == 0 || right.kinds == 0)
    sign = is_negative ? "!==" : "===";
  else
    sign = is_negative ? "!=" : "==";
  const bool is_plain = is_plain_text(left) || is_plain_text(right);
  const bool is_alike = both == kNumber || both == kText || both == kTruth || sign.size() == 3;
  const bool is_seen = (left.is_only(kNumber) && right.is_only(kGuessed)) ||
                       (right.is_only(kNumber) && left.is_only(kGuessed));
  if (!is_alike && !is_seen && !is_plain && !is_sure) {
    doubt_of((both & (kOther | kList)) != 0 ? kUnknown
                                            : "an answer like 5.0 is the same as 5 there");
  }
  Formula made = formula_call(std::string(sign), {std::move(left), std::move(right)});
  const bool may_fail = !is_alike && (both & ~(kText | kGuessed)) != 0;
  return may_fail ? tried(std::move(made), is_negative) : made;
}

Formula ScriptOperators::order(std::string_view sign, Formula left, Formula right) {
  const bool is_alike = (left.is_only(kCounted) && right.is_only(kCounted)) ||
                        (left.is_only(kText) && right.is_only(kText));
  const bool counts = left.is_only(kCounted) || right.is_only(kCounted);
  if (!is_alike && (!counts || ((left.kinds | right.kinds) & (kList | kOther)) != 0)) {
    doubt_of("which of two values that may be numbers or texts is larger is judged otherwise");
  }
  Formula made = formula_call(std::string(sign), {std::move(left), std::move(right)});
  return is_alike ? made : tried(std::move(made), false);
}

Formula ScriptOperators::element(Formula whole, int place) {
  doubt_of_text(whole);
  if (!whole.is_only(kText | kGuessed)) return formula_element(std::move(whole), place);
  std::vector<Formula> parts{std::move(whole), formula_value(place)};
  if (place >= 0) parts.push_back(formula_value(place + 1));
  return formula_call("slice", std::move(parts));
}

Formula ScriptOperators::length(Formula whole) {
  doubt_of_text(whole);
  if (!whole.is_only(kList) && !has_plain_letters(whole)) {
    doubt_of("some signs, like emoji, count twice there");
  }
  return formula_call("length", {std::move(whole)});
}

Formula ScriptOperators::includes(std::vector<Formula> parts) {
  // Lists and texts are looked into in the same way.
  const bool is_either = is_plain_text(parts[1]) && (parts[0].kinds & kOther) != 0;
  if (!is_either) doubt_of_text(parts[0]);
  const bool is_list = (parts[0].kinds & (kList | kOther)) != 0;
  if (is_list && (parts[1].kinds & (kGuessed | kOther)) != 0) doubt_of(kUnknown);
  return formula_call("contains", std::move(parts));
}

Formula ScriptOperators::concat(std::vector<Formula> parts) {
  doubt_of_text(parts[0]);
  const bool is_text = parts[0].is_only(kText | kGuessed);
  return formula_call(is_text ? "cat" : "merge", std::move(parts));
}

Formula ScriptOperators::slice(std::vector<Formula> parts) {
  doubt_of_text(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!parts[i].is_only(kNumber)) doubt_of("what is no number counts as 0 there");
  }
  return formula_call("slice", std::move(parts));
}

std::optional<Formula> ScriptOperators::fixed(const Formula& number, const Formula& digits) {
  const std::optional<int> count = small_number(digits, 9);
  if (!count) return std::nullopt;
  doubt_of(
      "`toFixed` gives a text with all its digits there; here the number is rounded, and "
      "zeros that end it are not written");
  double scale = 1;
  for (int i = 0; i < *count; ++i) scale *= 10;
  if (*count == 0) return arithmetic("round", {number});
  Formula whole = arithmetic("round", {arithmetic("*", {number, formula_value(scale)})});
  return arithmetic("/", {std::move(whole), formula_value(scale)});
}

Formula ScriptOperators::trimmed(Formula whole) {
  if (is_literal(whole) && whole.value.is_text()) {
    return formula_value(std::string(utf8::trim(whole.value.text())));
  }
  doubt_of_text(whole);
  doubt_of("spaces around a text stay here");
  return formula_call("cat", {std::move(whole)});
}

}  // namespace tundish
