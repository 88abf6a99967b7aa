#include "import/survey_fit.hpp"

#include <algorithm>
#include <utility>

#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish::survey {

namespace {

using Found = std::optional<Formula>;

constexpr std::string_view kLength = ".length";

bool is_name(const Formula& formula) { return formula.kind == Formula::Kind::name; }

bool is_literal(const Formula& formula) { return formula.kind == Formula::Kind::value; }

bool is_list(const Formula& formula) { return formula.is_only(kList); }

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_equality(std::string_view word) { return word == "==" || word == "!="; }

bool is_comparison(std::string_view word) {
  return is_equality(word) || word == "<" || word == "<=" || word == ">" || word == ">=";
}

bool has_length(const Formula& formula) {
  return formula.word == "length" ||
         std::any_of(formula.parts.begin(), formula.parts.end(), has_length);
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

/// Values of choices are texts here.
Formula as_text(const Formula& literal) {
  if (!is_literal(literal) || !literal.value.is_number()) return literal;
  return formula_value(decimal_text(literal.value.number()));
}

class Fitter {
 public:
  explicit Fitter(const QuestionOf& question_of) : question_of_(question_of) {}

  Found fit(const Formula& formula);
  bool has_letters() const { return has_letters_; }

 private:
  Found name(const Formula& formula);
  Found call(const Formula& formula, std::vector<Formula> parts);
  Found many(std::string_view word, const Formula& whole, const Formula& wanted);
  Found same_list(std::string_view word, const Formula& whole, const Formula& wanted);
  Formula spelled(const Formula& question, const Formula& literal);

  const QuestionOf& question_of_;
  bool has_letters_ = false;
};

/// The literal as the question's choice is written.
Formula Fitter::spelled(const Formula& question, const Formula& literal) {
  if (!is_literal(literal) || (question.kinds & (kText | kList | kOther)) == 0) return literal;
  Question known;
  if (is_name(question)) known = question_of_(question.word);
  if (known.choices.empty() && !is_list(question)) {
    has_letters_ = has_letters_ || (literal.value.is_text() && has_letter(literal.value.text()));
    return literal;
  }
  const Formula text = as_text(literal);
  if (!text.value.is_text()) return text;
  const std::string folded = utf8::fold_case(text.value.text());
  for (const std::string& choice : known.choices) {
    if (choice == text.value.text()) return text;
  }
  for (const std::string& choice : known.choices) {
    if (utf8::fold_case(choice) == folded) return formula_value(choice);
  }
  return text;
}

Found Fitter::name(const Formula& formula) {
  if (!ends_with(formula.word, kLength)) return formula;
  const std::string slug = formula.word.substr(0, formula.word.size() - kLength.size());
  if (question_of_(slug).kinds != kList) return std::nullopt;
  return formula_call("length", {formula_name(slug, kList)});
}

/// `anyof` and its like: of a question with several answers, or of one that has one.
Found Fitter::many(std::string_view word, const Formula& whole, const Formula& wanted) {
  const bool is_single = (whole.kinds & kList) == 0;
  std::vector<Formula> all = wanted.parts;
  if (is_literal(wanted) && !is_single) all = {wanted};
  if (all.empty() || (whole.kinds & kOther) != 0) return std::nullopt;
  if (wanted.kind != Formula::Kind::list && !is_literal(wanted)) return std::nullopt;
  if (is_single && word == "all_of" && all.size() != 1) return std::nullopt;
  std::vector<Formula> tests;
  for (const Formula& one : all) {
    tests.push_back(formula_call(is_single ? "==" : "contains", {whole, spelled(whole, one)}));
  }
  Formula made = formula_call(word == "all_of" ? "and" : "or", std::move(tests));
  return word == "none_of" ? formula_call("!", {std::move(made)}) : made;
}

/// The same choices, in whatever order.
Found Fitter::same_list(std::string_view word, const Formula& whole, const Formula& wanted) {
  const auto count = static_cast<double>(wanted.parts.size());
  std::vector<Formula> tests{
      formula_call("==", {formula_call("length", {whole}), formula_value(count)})};
  for (const Formula& one : wanted.parts) {
    tests.push_back(formula_call("contains", {whole, spelled(whole, one)}));
  }
  Formula made = formula_call(
      "try", {formula_call("and", std::move(tests)), formula_value(wanted.parts.empty())});
  return word == "!=" ? formula_call("!", {std::move(made)}) : made;
}

Found Fitter::call(const Formula& formula, std::vector<Formula> parts) {
  const std::string& word = formula.word;
  if (parts.size() == 2 && (word == "any_of" || word == "all_of" || word == "none_of")) {
    return many(word, parts[0], parts[1]);
  }
  if (parts.size() == 2 && is_equality(word)) {
    const bool has_list = is_list(parts[0]) || is_list(parts[1]);
    for (int side = 0; has_list && side < 2; ++side) {
      const Formula& whole = parts[side == 0 ? 0 : 1];
      const Formula& wanted = parts[side == 0 ? 1 : 0];
      const bool fits = is_name(whole) && is_list(whole) && wanted.kind == Formula::Kind::list;
      if (fits) return same_list(word, whole, wanted);
    }
    // Whether one answer is the same as several is JavaScript's secret.
    const bool is_absent = parts[0].kinds == 0 || parts[1].kinds == 0;
    if (has_list && !is_absent) return std::nullopt;
    if (is_name(parts[0]) && is_name(parts[1])) {
      has_letters_ = has_letters_ || (parts[0].kinds & parts[1].kinds & (kText | kOther)) != 0;
    }
    parts = {spelled(parts[1], parts[0]), spelled(parts[0], parts[1])};
  }
  if (parts.size() == 2 && (word == "contains" || word == "not_contains")) {
    parts[1] = spelled(parts[0], parts[1]);
  }
  const bool may_fail = is_comparison(word) && std::any_of(parts.begin(), parts.end(), has_length);
  Formula made = formula_call(word, std::move(parts));
  if (!may_fail) return made;
  // There is no length of what is not answered.
  return formula_call("try", {std::move(made), formula_value(word == "!=")});
}

Found Fitter::fit(const Formula& formula) {
  if (is_name(formula)) return name(formula);
  std::vector<Formula> parts;
  for (const Formula& part : formula.parts) {
    Found found = fit(part);
    if (!found) return std::nullopt;
    parts.push_back(std::move(*found));
  }
  if (formula.kind == Formula::Kind::list) return formula_list(std::move(parts));
  if (formula.kind == Formula::Kind::call) return call(formula, std::move(parts));
  return formula;
}

}  // namespace

std::optional<Fitted> fit(const Formula& formula, const QuestionOf& question_of) {
  Fitter fitter(question_of);
  Found made = fitter.fit(formula);
  if (!made) return std::nullopt;
  return Fitted{std::move(*made), fitter.has_letters()};
}

}  // namespace tundish::survey
