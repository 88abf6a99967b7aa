#include <array>
#include <utility>

#include "import/formula_cursor.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

using Found = std::optional<Formula>;

// Longer signs before the shorter ones that they begin with.
constexpr std::array<InfixSign, 9> kSigns = {{{"==", "=="},
                                              {"=", "=="},
                                              {"<>", "!="},
                                              {"!=", "!="},
                                              {"<=", "<="},
                                              {">=", ">="},
                                              {"<", "<"},
                                              {">", ">"},
                                              {"*=", "contains"}}};
constexpr std::array<InfixSign, 12> kWords = {{{"equal", "=="},
                                               {"notequal", "!="},
                                               {"less", "<"},
                                               {"lessorequal", "<="},
                                               {"greater", ">"},
                                               {"greaterorequal", ">="},
                                               {"contains", "contains"},
                                               {"contain", "contains"},
                                               {"notcontains", "not_contains"},
                                               {"notcontain", "not_contains"},
                                               {"anyof", "any_of"},
                                               {"allof", "all_of"}}};

constexpr std::array<InfixSign, 9> kFunctions = {{{"iif", "if"},
                                                  {"round", "round"},
                                                  {"floor", "floor"},
                                                  {"ceil", "ceil"},
                                                  {"trunc", "floor"},
                                                  {"abs", "abs"},
                                                  {"sum", "+"},
                                                  {"min", "min"},
                                                  {"max", "max"}}};

class SurveyReader {
 public:
  SurveyReader(std::string_view text, const SlugOf& slug_of, const KindsOf& kinds_of)
      : cursor_(text), slug_of_(slug_of), kinds_of_(kinds_of) {}

  Found read() {
    Found whole = either();
    if (!whole || !cursor_.at_end() || size_as_logic(*whole) > kMaxLogicSize) return std::nullopt;
    return whole;
  }

 private:
  Found either();
  Found both();
  Found comparison();
  Found sum();
  Found product();
  Found unary();
  Found primary();
  Found word();
  Found called(const std::string& name);
  std::string_view take_infix();
  bool arguments(std::vector<Formula>& parts, std::string_view closing);

  FormulaCursor cursor_;
  const SlugOf& slug_of_;
  const KindsOf& kinds_of_;
};

Found pair_of(std::string_view word, Found left, Found right) {
  if (!left || !right) return std::nullopt;
  const bool is_of = word == "any_of" || word == "all_of" || word == "none_of";
  // Another answer is a list or is none, which only the session knows.
  if (is_of && right->kind != Formula::Kind::list && right->kind != Formula::Kind::value) {
    return std::nullopt;
  }
  const bool joins = word == "+" && (is_text(*left) || is_text(*right));
  return formula_call(joins ? "cat" : std::string(word), {std::move(*left), std::move(*right)});
}

Found SurveyReader::either() {
  if (!cursor_.enter()) return std::nullopt;
  Found left = both();
  while (left && (cursor_.take("||") || cursor_.take_word("or"))) {
    left = pair_of("or", std::move(left), both());
  }
  cursor_.leave();
  return left;
}

Found SurveyReader::both() {
  Found left = comparison();
  while (left && (cursor_.take("&&") || cursor_.take_word("and"))) {
    left = pair_of("and", std::move(left), comparison());
  }
  return left;
}

std::string_view SurveyReader::take_infix() {
  for (const InfixSign& one : kSigns) {
    if (cursor_.take(one.sign)) return one.word;
  }
  for (const InfixSign& one : kWords) {
    if (cursor_.take_word(one.sign)) return one.word;
  }
  return cursor_.take_word("noneof") ? "none_of" : "";
}

Found SurveyReader::comparison() {
  Found left = sum();
  while (left) {
    if (cursor_.take_word("notempty")) {
      left = formula_call("not_empty", {std::move(*left)});
    } else if (cursor_.take_word("empty")) {
      left = formula_call("empty", {std::move(*left)});
    } else {
      const std::string_view word = take_infix();
      if (word.empty()) break;
      left = pair_of(word, std::move(left), sum());
    }
  }
  return left;
}

Found SurveyReader::sum() {
  Found left = product();
  while (left) {
    if (cursor_.take("+")) {
      left = pair_of("+", std::move(left), product());
    } else if (cursor_.take("-")) {
      left = pair_of("-", std::move(left), product());
    } else {
      break;
    }
  }
  return left;
}

Found SurveyReader::product() {
  Found left = unary();
  while (left) {
    // `*=` compares.
    if (cursor_.peek() == '*' && cursor_.take("*=")) {
      left = pair_of("contains", std::move(left), unary());
    } else if (cursor_.take("*")) {
      left = pair_of("*", std::move(left), unary());
    } else if (cursor_.take("/")) {
      left = pair_of("/", std::move(left), unary());
    } else if (cursor_.take("%")) {
      left = pair_of("%", std::move(left), unary());
    } else {
      break;
    }
  }
  return left;
}

Found SurveyReader::unary() {
  if (!cursor_.enter()) return std::nullopt;
  Found operand;
  if (cursor_.take("!") || cursor_.take_word("negate")) {
    operand = unary();
    if (operand) operand = formula_call("!", {std::move(*operand)});
  } else if (cursor_.take("-")) {
    operand = unary();
    if (operand) operand = formula_call("-", {std::move(*operand)});
  } else {
    operand = primary();
  }
  cursor_.leave();
  return operand;
}

bool SurveyReader::arguments(std::vector<Formula>& parts, std::string_view closing) {
  if (cursor_.take(closing)) return true;
  do {
    Found part = either();
    if (!part) return false;
    parts.push_back(std::move(*part));
  } while (cursor_.take(","));
  return cursor_.take(closing);
}

Found SurveyReader::primary() {
  if (cursor_.take("{")) {
    const auto name = cursor_.take_until("}");
    const auto slug = name ? slug_of_(*name) : std::nullopt;
    if (!slug) return std::nullopt;
    return formula_name(*slug, kinds_of_(*slug));
  }
  if (const auto number = cursor_.take_number()) return formula_value(*number);
  for (const char quote : {'\'', '"'}) {
    if (auto text = cursor_.take_quoted(quote)) return formula_value(std::move(*text));
  }
  if (cursor_.take("(")) {
    Found inside = either();
    return inside && cursor_.take(")") ? inside : std::nullopt;
  }
  if (cursor_.take("[")) {
    std::vector<Formula> parts;
    if (!arguments(parts, "]")) return std::nullopt;
    return formula_list(std::move(parts));
  }
  return word();
}

Found SurveyReader::word() {
  const std::string name(cursor_.take_identifier());
  const std::string folded = utf8::fold_case(name);
  if (name.empty()) return std::nullopt;
  if (cursor_.take("(")) return called(folded);
  if (folded == "true") return formula_value(true);
  if (folded == "false") return formula_value(false);
  if (folded == "null" || folded == "undefined") return formula_value(Value());
  return formula_value(name);
}

Found SurveyReader::called(const std::string& name) {
  std::vector<Formula> parts;
  if (!arguments(parts, ")") || parts.empty()) return std::nullopt;
  for (const InfixSign& one : kFunctions) {
    if (one.sign != name) continue;
    const bool takes_many =
        one.word == "if" || one.word == "+" || one.word == "min" || one.word == "max";
    // A second operand of round says how many digits: that is more than is known here.
    if (!takes_many && parts.size() > 1) return std::nullopt;
    return formula_call(std::string(one.word), std::move(parts));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Formula> read_survey_expression(std::string_view text, const SlugOf& slug_of,
                                              const KindsOf& kinds_of) {
  return SurveyReader(text, slug_of, kinds_of).read();
}

}  // namespace tundish
