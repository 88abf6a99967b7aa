#include "logic/coercion.hpp"

#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

/// The digits of `0x…`, `0o…`, `0b…`.
std::optional<double> number_in_base(std::string_view digits, int base) {
  if (digits.empty()) return std::nullopt;
  double number = 0;
  for (const char digit : digits) {
    int value = 99;
    if (digit >= '0' && digit <= '9') value = digit - '0';
    if (digit >= 'a' && digit <= 'f') value = digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') value = digit - 'A' + 10;
    if (value >= base) return std::nullopt;
    number = number * base + value;
  }
  return number - number == 0 ? std::optional(number) : std::nullopt;
}

/// What ECMAScript allows and JSON does not: `+1`, `.5`, `5.`, `007`.
std::optional<double> loose_number(std::string_view text) {
  std::string strict;
  if (text[0] == '+' || text[0] == '-') {
    if (text[0] == '-') strict = "-";
    text.remove_prefix(1);
  }
  const bool has_whole = !text.empty() && text[0] >= '0' && text[0] <= '9';
  while (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9') {
    text.remove_prefix(1);
  }
  if (!has_whole) strict += '0';
  bool has_digits = has_whole;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool digit_follows = at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9';
    strict += text[at];
    if (text[at] == '.' && !digit_follows) strict += '0';
    has_digits = has_digits || (text[at] == '.' && digit_follows);
  }
  return has_digits ? parse_decimal(strict) : std::nullopt;
}

bool is_word(const Value& value) { return value.is_text() || value.is_null(); }

bool holds_for_order(LogicOperator operation, int order) {
  switch (operation) {
    case LogicOperator::equal:
      return order == 0;
    case LogicOperator::not_equal:
      return order != 0;
    case LogicOperator::less:
      return order < 0;
    case LogicOperator::less_or_equal:
      return order <= 0;
    case LogicOperator::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

int order_of(double a, double b) { return a < b ? -1 : a > b ? 1 : 0; }

int rank(const Value& value) {
  if (value.is_null()) return 0;
  if (value.is_boolean()) return 1;
  if (value.is_number()) return 2;
  return value.is_text() ? 3 : 4;
}

void append_plain(std::string& text, const Value& value) {
  if (value.is_text()) text += value.text();
  if (value.is_number()) text += decimal_text(value.number());
  if (value.is_boolean()) text += value.boolean() ? "true" : "false";
  if (value.is_object()) text += "[object Object]";
  bool is_first = true;
  for (const Value& item : value.list()) {
    if (!is_first) text += ',';
    is_first = false;
    append_plain(text, item);
  }
}

}  // namespace

std::optional<double> number_in(std::string_view text) {
  text = utf8::trim(text);
  if (text.empty()) return 0.0;
  if (const auto number = parse_decimal(text)) return number;
  if (text.size() > 2 && text[0] == '0') {
    if (text[1] == 'x' || text[1] == 'X') return number_in_base(text.substr(2), 16);
    if (text[1] == 'o' || text[1] == 'O') return number_in_base(text.substr(2), 8);
    if (text[1] == 'b' || text[1] == 'B') return number_in_base(text.substr(2), 2);
  }
  return loose_number(text);
}

std::optional<double> to_number(const Value& value) {
  if (value.is_number()) return value.number();
  if (value.is_boolean()) return value.boolean() ? 1.0 : 0.0;
  if (value.is_text()) return number_in(value.text());
  return value.is_null() ? std::optional(0.0) : std::nullopt;
}

std::string to_plain_text(const Value& value) {
  std::string text;
  append_plain(text, value);
  return text;
}

std::optional<bool> compare_loosely(LogicOperator operation, const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    return holds_for_order(operation, order_of(a.number(), b.number()));
  }
  const auto number_a = to_number(a);
  const auto number_b = to_number(b);
  if (is_word(a) && is_word(b)) {
    if (a.is_text() && b.is_text()) return holds_for_order(operation, a.text().compare(b.text()));
    if (a.is_null() && b.is_null()) return holds_for_order(operation, 0);
    if (operation == LogicOperator::equal) return false;
    if (operation == LogicOperator::not_equal) return true;
    if (!number_a || !number_b) return false;
  }
  if (!number_a || !number_b) return std::nullopt;
  return holds_for_order(operation, order_of(*number_a, *number_b));
}

int sort_order(const Value& a, const Value& b) {
  if (rank(a) != rank(b)) return rank(a) - rank(b);
  if (a.is_boolean()) return (a.boolean() ? 1 : 0) - (b.boolean() ? 1 : 0);
  if (a.is_number()) return order_of(a.number(), b.number());
  return a.text().compare(b.text());
}

}  // namespace tundish
