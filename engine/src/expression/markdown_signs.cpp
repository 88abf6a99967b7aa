#include "expression/markdown_signs.hpp"

#include <algorithm>

namespace tundish::markdown {

namespace {

constexpr std::size_t kMaxDigits = 9;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

bool is_space(char c) { return is_blank(c) || c == '\n'; }

bool is_letter(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || is_digit(c) || is_ascii_letter(c) ||
         c == kValueMark;
}

bool is_escape(std::string_view text, std::size_t at) {
  if (text[at] != '\\' || at + 1 >= text.size()) return false;
  const char next = text[at + 1];
  return next > ' ' && next < '\x7f' && !is_digit(next) && !is_ascii_letter(next);
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
  return std::min(text.find(kValueMark, at + 1), text.size());
}

std::size_t end_of_line(std::string_view text, std::size_t at) {
  for (; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == kValueMark) at = end_of_value(text, at);
  }
  return std::min(at, text.size());
}

std::string_view trim_line(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

std::optional<Item> item_in(std::string_view line) {
  if (line.substr(0, 2) == "- ") return Item{RichKind::bullet, 0, 2};
  Item item{RichKind::numbered, 0, 0};
  for (; item.size < line.size() && is_digit(line[item.size]); ++item.size) {
    if (item.size == kMaxDigits) return std::nullopt;
    item.number = item.number * 10 + (line[item.size] - '0');
  }
  if (item.size == 0 || line.substr(item.size, 2) != ". ") return std::nullopt;
  item.size += 2;
  return item;
}

}  // namespace tundish::markdown
