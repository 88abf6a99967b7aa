#include <array>
#include <utility>

#include "import/script_reader.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

struct ScriptFunction {
  std::string_view name, word;
};

constexpr std::array<ScriptFunction, 11> kFunctions = {{
    {"Number", "+"},
    {"parseFloat", "+"},
    {"parseInt", "trunc"},
    {"String", "cat"},
    {"Boolean", "!!"},
    {"Math.round", "round"},
    {"Math.floor", "floor"},
    {"Math.ceil", "ceil"},
    {"Math.trunc", "trunc"},
    {"Math.abs", "abs"},
    {"Math.pow", "power"},
}};

}  // namespace

std::optional<Formula> ScriptReader::joined(Found left, Found right, std::string_view word) {
  if (!left || !right) return std::nullopt;
  return operators_.joined(word, std::move(*left), std::move(*right));
}

std::optional<Formula> ScriptReader::ternary() {
  if (!cursor_.enter()) return std::nullopt;
  Found test = choice();
  if (test && cursor_.take("?")) {
    Found yes = ternary();
    if (!yes || !cursor_.take(":")) return std::nullopt;
    Found no = ternary();
    if (!no) return std::nullopt;
    test =
        formula_call("if", {operators_.truth(std::move(*test)), std::move(*yes), std::move(*no)});
  }
  cursor_.leave();
  return test;
}

std::optional<Formula> ScriptReader::choice() {
  Found left = both();
  while (left) {
    if (cursor_.take("||")) {
      left = joined(std::move(left), both(), "or");
    } else if (cursor_.take("??")) {
      left = joined(std::move(left), both(), "??");
    } else {
      break;
    }
  }
  return left;
}

std::optional<Formula> ScriptReader::both() {
  Found left = equality();
  while (left && cursor_.take("&&")) left = joined(std::move(left), equality(), "and");
  return left;
}

std::optional<Formula> ScriptReader::equality() {
  Found left = order();
  while (left) {
    std::string_view word;
    for (const std::string_view sign : {"===", "==", "!==", "!="}) {
      if (word.empty() && cursor_.take(sign)) word = sign;
    }
    if (word.empty()) break;
    left = joined(std::move(left), order(), word);
  }
  return left;
}

std::optional<Formula> ScriptReader::order() {
  Found left = sum();
  while (left) {
    std::string_view word;
    for (const std::string_view sign : {"<=", ">=", "<", ">"}) {
      if (word.empty() && cursor_.take(sign)) word = sign;
    }
    if (word.empty()) break;
    left = joined(std::move(left), sum(), word);
  }
  return left;
}

std::optional<Formula> ScriptReader::sum() {
  Found left = product();
  while (left) {
    if (cursor_.take("+")) {
      left = joined(std::move(left), product(), "+");
    } else if (cursor_.take("-")) {
      left = joined(std::move(left), product(), "-");
    } else {
      break;
    }
  }
  return left;
}

std::optional<Formula> ScriptReader::product() {
  Found left = power();
  while (left) {
    std::string_view word;
    for (const std::string_view sign : {"*", "/", "%"}) {
      if (word.empty() && cursor_.take(sign)) word = sign;
    }
    if (word.empty()) break;
    left = joined(std::move(left), power(), word);
  }
  return left;
}

std::optional<Formula> ScriptReader::power() {
  Found base = unary();
  if (!base || !cursor_.take("**")) return base;
  const Found exponent = unary();
  return exponent ? operators_.power(*base, *exponent) : std::nullopt;
}

std::optional<Formula> ScriptReader::unary() {
  if (!cursor_.enter()) return std::nullopt;
  std::string_view word;
  for (const std::string_view sign : {"!", "-", "+"}) {
    if (word.empty() && cursor_.take(sign)) word = sign;
  }
  Found operand = word.empty() ? postfix() : unary();
  if (operand && word == "!") {
    operand = formula_call("!", {operators_.truth(std::move(*operand))});
  } else if (operand && !word.empty()) {
    operand = operators_.arithmetic(word, {std::move(*operand)});
  }
  cursor_.leave();
  return operand;
}

std::optional<Formula> ScriptReader::postfix() {
  Found whole = primary();
  while (whole) {
    if (cursor_.take("?.") || cursor_.take(".")) {
      const std::string name(cursor_.take_identifier());
      whole = method(std::move(*whole), name);
    } else if (cursor_.take("[")) {
      whole = element(std::move(*whole));
    } else {
      break;
    }
  }
  return whole;
}

/// The element of a list at a place that is written.
std::optional<Formula> ScriptReader::element(Formula whole) {
  const Found place = ternary();
  if (!place || !cursor_.take("]")) return std::nullopt;
  const std::optional<int> at = small_number(*place, 100'000);
  if (!at) return std::nullopt;
  return operators_.element(std::move(whole), *at);
}

std::optional<Formula> ScriptReader::method(Formula whole, std::string_view name) {
  if (name == "length") return operators_.length(std::move(whole));
  std::vector<Formula> parts{std::move(whole)};
  if (!cursor_.take("(") || !arguments(parts, ")")) return std::nullopt;
  const std::size_t count = parts.size() - 1;
  if (name == "includes" && count == 1) return operators_.includes(std::move(parts));
  if (name == "concat") return operators_.concat(std::move(parts));
  if (name == "slice" && count > 0 && count < 3) return operators_.slice(std::move(parts));
  if (name == "toFixed" && count < 2) {
    return operators_.fixed(parts[0], count == 1 ? parts[1] : formula_value(0));
  }
  if (name == "at" && count == 1) {
    const bool is_last = logic_of(parts[1]) == logic_of(formula_call("-", {formula_value(1)}));
    const std::optional<int> at = is_last ? -1 : small_number(parts[1], 100'000);
    return at ? Found(operators_.element(std::move(parts[0]), *at)) : std::nullopt;
  }
  if (count > 0) return std::nullopt;
  if (name == "trim") return operators_.trimmed(std::move(parts[0]));
  return name == "toString" ? Found(formula_call("cat", std::move(parts))) : std::nullopt;
}

bool ScriptReader::arguments(std::vector<Formula>& parts, std::string_view closing) {
  if (cursor_.take(closing)) return true;
  do {
    Found part = ternary();
    if (!part) return false;
    parts.push_back(std::move(*part));
  } while (cursor_.take(","));
  return cursor_.take(closing);
}

std::optional<Formula> ScriptReader::primary() {
  if (cursor_.take("{{")) {
    const auto name = cursor_.take_until("}}");
    const auto slug = name ? slug_of_(*name) : std::nullopt;
    if (!slug) return std::nullopt;
    return formula_name(*slug, kinds_of_(*slug));
  }
  if (const auto number = cursor_.take_number()) return formula_value(*number);
  for (const char quote : {'"', '\''}) {
    if (const auto text = cursor_.take_quoted(quote)) return read_placeholders(*text, slug_of_);
  }
  if (cursor_.take("`")) return interpolated();
  if (cursor_.take("(")) {
    Found inside = ternary();
    return inside && cursor_.take(")") ? inside : std::nullopt;
  }
  if (cursor_.take("[")) {
    std::vector<Formula> parts;
    if (!arguments(parts, "]")) return std::nullopt;
    return formula_list(std::move(parts));
  }
  return named();
}

/// A text with `${expressions}` in it, behind its first backtick.
std::optional<Formula> ScriptReader::interpolated() {
  std::vector<Formula> pieces{formula_value("")};
  while (true) {
    const auto piece = cursor_.take_piece();
    if (!piece) return std::nullopt;
    pieces.push_back(read_placeholders(piece->text, slug_of_));
    if (piece->ends) break;
    Found inside = ternary();
    if (!inside || !cursor_.take("}")) return std::nullopt;
    pieces.push_back(std::move(*inside));
  }
  if (pieces.size() == 2) return std::move(pieces.back());
  return formula_call("cat", std::move(pieces));
}

std::optional<Formula> ScriptReader::named() {
  std::string name(cursor_.take_identifier());
  if (name == "true") return formula_value(true);
  if (name == "false") return formula_value(false);
  if (name == "null" || name == "undefined") return formula_value(Value());
  const auto known = names_.find(name);
  if (known != names_.end()) return known->second;
  if (name == "Math" && cursor_.take(".")) name += "." + std::string(cursor_.take_identifier());
  if (name == "Math.min" || name == "Math.max") return called(name.substr(5));
  for (const ScriptFunction& function : kFunctions) {
    if (function.name == name) return called(function.word);
  }
  return std::nullopt;
}

std::optional<Formula> ScriptReader::called(std::string_view word) {
  std::vector<Formula> parts;
  if (!cursor_.take("(") || !arguments(parts, ")") || parts.empty()) return std::nullopt;
  if (word == "power") {
    return parts.size() == 2 ? operators_.power(parts[0], parts[1]) : std::nullopt;
  }
  const bool takes_many = word == "min" || word == "max";
  // Only `parseInt` has a second operand that says something: how many digits there are.
  const bool is_decimal = parts.size() == 1 || logic_of(parts[1]) == Value(10);
  if (word == "trunc" && !is_decimal) return std::nullopt;
  if (!takes_many) parts.resize(1);
  if (word == "cat") return formula_call("cat", std::move(parts));
  if (word == "!!") return formula_call("!!", {operators_.truth(std::move(parts[0]))});
  return operators_.arithmetic(word, std::move(parts));
}

std::optional<Script> read_script(std::string_view text, const SlugOf& slug_of,
                                  const KindsOf& kinds_of) {
  return ScriptReader(text, slug_of, kinds_of).read();
}

Formula read_placeholders(std::string_view text, const SlugOf& slug_of) {
  std::vector<Formula> pieces;
  std::size_t at = 0;
  const auto add_text = [&pieces](std::string_view piece) {
    if (!piece.empty()) pieces.push_back(formula_value(piece));
  };
  while (true) {
    const std::size_t open = text.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) break;
    const auto slug = slug_of(utf8::trim(text.substr(open + 2, close - open - 2)));
    add_text(text.substr(at, open - at));
    if (slug) pieces.push_back(formula_name(*slug));
    at = close + 2;
  }
  add_text(text.substr(at));
  if (pieces.empty()) return formula_value("");
  if (pieces.size() == 1) return std::move(pieces.front());
  return formula_call("cat", std::move(pieces));
}

}  // namespace tundish
