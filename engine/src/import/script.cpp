#include <array>
#include <utility>

#include "import/formula_cursor.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

using Found = std::optional<Formula>;

struct ScriptFunction {
  std::string_view name, word;
};

constexpr std::array<ScriptFunction, 9> kFunctions = {{
    {"Number", "+"},
    {"parseFloat", "+"},
    {"parseInt", "floor"},
    {"String", "cat"},
    {"Boolean", "!!"},
    {"Math.round", "round"},
    {"Math.floor", "floor"},
    {"Math.ceil", "ceil"},
    {"Math.abs", "abs"},
}};

/// Reads by precedence, weakest first; a form that is not known ends everything with nothing.
class ScriptReader {
 public:
  ScriptReader(std::string_view text, const SlugOf& slug_of) : cursor_(text), slug_of_(slug_of) {}

  Found read() {
    cursor_.take_word("return");
    Found whole = ternary();
    while (cursor_.take(";")) continue;
    if (!whole || !cursor_.at_end() || size_as_logic(*whole) > kMaxLogicSize) return std::nullopt;
    return whole;
  }

 private:
  Found ternary();
  Found choice();
  Found both();
  Found equality();
  Found order();
  Found sum();
  Found product();
  Found unary();
  Found postfix();
  Found primary();
  Found named();
  Found called(std::string_view word);
  bool arguments(std::vector<Formula>& parts, std::string_view closing);
  Found joined(Found left, Found right, std::string_view word);

  FormulaCursor cursor_;
  const SlugOf& slug_of_;
};

Found ScriptReader::joined(Found left, Found right, std::string_view word) {
  if (!left || !right) return std::nullopt;
  const bool joins = word == "+" && (is_text(*left) || is_text(*right));
  return formula_call(joins ? "cat" : std::string(word), {std::move(*left), std::move(*right)});
}

Found ScriptReader::ternary() {
  if (!cursor_.enter()) return std::nullopt;
  Found test = choice();
  if (test && cursor_.take("?")) {
    Found yes = ternary();
    if (!yes || !cursor_.take(":")) return std::nullopt;
    Found no = ternary();
    if (!no) return std::nullopt;
    test = formula_call("if", {std::move(*test), std::move(*yes), std::move(*no)});
  }
  cursor_.leave();
  return test;
}

Found ScriptReader::choice() {
  Found left = both();
  while (left && (cursor_.take("||") || cursor_.take("??"))) left = joined(left, both(), "or");
  return left;
}

Found ScriptReader::both() {
  Found left = equality();
  while (left && cursor_.take("&&")) left = joined(left, equality(), "and");
  return left;
}

Found ScriptReader::equality() {
  Found left = order();
  while (left) {
    if (cursor_.take("===") || cursor_.take("==")) {
      left = joined(left, order(), "==");
    } else if (cursor_.take("!==") || cursor_.take("!=")) {
      left = joined(left, order(), "!=");
    } else {
      break;
    }
  }
  return left;
}

Found ScriptReader::order() {
  Found left = sum();
  while (left) {
    std::string_view word;
    for (const std::string_view sign : {"<=", ">=", "<", ">"}) {
      if (word.empty() && cursor_.take(sign)) word = sign;
    }
    if (word.empty()) break;
    left = joined(left, sum(), word);
  }
  return left;
}

Found ScriptReader::sum() {
  Found left = product();
  while (left) {
    if (cursor_.take("+")) {
      left = joined(left, product(), "+");
    } else if (cursor_.take("-")) {
      left = joined(left, product(), "-");
    } else {
      break;
    }
  }
  return left;
}

Found ScriptReader::product() {
  Found left = unary();
  while (left) {
    std::string_view word;
    for (const std::string_view sign : {"*", "/", "%"}) {
      if (word.empty() && cursor_.take(sign)) word = sign;
    }
    if (word.empty()) break;
    left = joined(left, unary(), word);
  }
  return left;
}

Found ScriptReader::unary() {
  if (!cursor_.enter()) return std::nullopt;
  std::string_view word;
  for (const std::string_view sign : {"!", "-", "+"}) {
    if (word.empty() && cursor_.take(sign)) word = sign;
  }
  Found operand = word.empty() ? postfix() : unary();
  if (operand && !word.empty()) operand = formula_call(std::string(word), {std::move(*operand)});
  cursor_.leave();
  return operand;
}

Found ScriptReader::postfix() {
  Found whole = primary();
  while (whole && cursor_.take(".")) {
    const std::string_view member = cursor_.take_identifier();
    if (member == "length") {
      whole = formula_call("length", {std::move(*whole)});
    } else if (member == "includes" && cursor_.take("(")) {
      std::vector<Formula> parts{std::move(*whole)};
      if (!arguments(parts, ")") || parts.size() != 2) return std::nullopt;
      whole = formula_call("contains", std::move(parts));
    } else if ((member == "toString" || member == "trim") && cursor_.take("(")) {
      if (!cursor_.take(")")) return std::nullopt;
      whole = formula_call("cat", {std::move(*whole)});
    } else {
      return std::nullopt;
    }
  }
  return whole;
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

Found ScriptReader::primary() {
  if (cursor_.take("{{")) {
    const auto name = cursor_.take_until("}}");
    const auto slug = name ? slug_of_(*name) : std::nullopt;
    if (!slug) return std::nullopt;
    return formula_name(*slug);
  }
  if (const auto number = cursor_.take_number()) return formula_value(*number);
  for (const char quote : {'"', '\'', '`'}) {
    const auto text = cursor_.take_quoted(quote);
    if (text && quote == '`' && text->find("${") != std::string::npos) return std::nullopt;
    if (text) return read_placeholders(*text, slug_of_);
  }
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

Found ScriptReader::named() {
  std::string name(cursor_.take_identifier());
  if (name == "true") return formula_value(true);
  if (name == "false") return formula_value(false);
  if (name == "null" || name == "undefined") return formula_value(Value());
  if (name == "Math" && cursor_.take(".")) name += "." + std::string(cursor_.take_identifier());
  if (name == "Math.min" || name == "Math.max") return called(name.substr(5));
  for (const ScriptFunction& function : kFunctions) {
    if (function.name == name) return called(function.word);
  }
  return std::nullopt;
}

Found ScriptReader::called(std::string_view word) {
  std::vector<Formula> parts;
  if (!cursor_.take("(") || !arguments(parts, ")") || parts.empty()) return std::nullopt;
  const bool takes_many = word == "min" || word == "max";
  if (!takes_many) parts.resize(1);
  return formula_call(std::string(word), std::move(parts));
}

}  // namespace

std::optional<Formula> read_script(std::string_view text, const SlugOf& slug_of) {
  return ScriptReader(text, slug_of).read();
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
