#include "import/formula_cursor.hpp"

#include <algorithm>

#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What the letter behind a backslash stands for.
char unescaped(char c) { return c == 'n' ? '\n' : c == 't' ? '\t' : c; }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

void FormulaCursor::skip_spaces() {
  do {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  } while (skip_comment());
}

bool FormulaCursor::skip_comment() {
  if (comments_ == Comments::none) return false;
  const std::string_view sign = text_.substr(std::min(at_, text_.size()), 2);
  if (sign != "//" && sign != "/*") return false;
  const std::string_view closing = sign == "//" ? "\n" : "*/";
  const std::size_t end = text_.find(closing, at_ + 2);
  at_ = end == std::string_view::npos ? text_.size() : end + closing.size();
  return true;
}

bool FormulaCursor::at_end() {
  skip_spaces();
  return at_ >= text_.size();
}

char FormulaCursor::peek() {
  skip_spaces();
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool FormulaCursor::take(std::string_view sign) {
  skip_spaces();
  if (text_.substr(at_, sign.size()) != sign) return false;
  at_ += sign.size();
  return true;
}

bool FormulaCursor::take_word(std::string_view word) {
  skip_spaces();
  const std::string_view next = text_.substr(at_, word.size());
  if (next.size() != word.size() || utf8::fold_case(next) != word) return false;
  const char behind = at_ + word.size() < text_.size() ? text_[at_ + word.size()] : ' ';
  if (is_letter(behind) || is_digit(behind)) return false;
  at_ += word.size();
  return true;
}

std::optional<double> FormulaCursor::take_number() {
  skip_spaces();
  const std::size_t length = decimal_length(text_.substr(at_));
  if (length == 0 || !is_digit(text_[at_])) return std::nullopt;
  const char behind = at_ + length < text_.size() ? text_[at_ + length] : ' ';
  if (is_letter(behind) || is_digit(behind)) return std::nullopt;
  const std::optional<double> number = parse_decimal(text_.substr(at_, length));
  if (number) at_ += length;
  return number;
}

std::optional<std::string> FormulaCursor::take_quoted(char quote) {
  skip_spaces();
  if (at_ >= text_.size() || text_[at_] != quote) return std::nullopt;
  std::string inside;
  for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
    char c = text_[i];
    if (c == quote) {
      at_ = i + 1;
      return inside;
    }
    if (c == '\\' && i + 1 < text_.size()) c = unescaped(text_[++i]);
    inside += c;
  }
  return std::nullopt;
}

std::optional<FormulaCursor::Piece> FormulaCursor::take_piece() {
  Piece piece;
  for (std::size_t i = at_; i < text_.size(); ++i) {
    char c = text_[i];
    piece.ends = c == '`';
    if (piece.ends || text_.substr(i, 2) == "${") {
      at_ = i + (piece.ends ? 1 : 2);
      return piece;
    }
    if (c == '\\' && i + 1 < text_.size()) c = unescaped(text_[++i]);
    piece.text += c;
  }
  return std::nullopt;
}

std::string_view FormulaCursor::take_identifier() {
  skip_spaces();
  std::size_t end = at_;
  if (end < text_.size() && is_letter(text_[end])) {
    while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]))) ++end;
  }
  const std::string_view name = text_.substr(at_, end - at_);
  at_ = end;
  return name;
}

std::optional<std::string_view> FormulaCursor::take_until(std::string_view closing) {
  const std::size_t end = text_.find(closing, at_);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view inside = text_.substr(at_, end - at_);
  at_ = end + closing.size();
  return utf8::trim(inside);
}

}  // namespace tundish
