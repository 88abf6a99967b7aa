#include "json/cursor.hpp"

#include <algorithm>

namespace tundish::json {

void Cursor::skip(std::size_t bytes) {
  const std::size_t end = std::min(offset_ + bytes, text_.size());
  for (; offset_ < end; ++offset_) {
    const auto byte = static_cast<unsigned char>(text_[offset_]);
    if (byte == '\n') {
      ++position_.line;
      position_.column = 1;
    } else if ((byte & 0xc0) != 0x80) {
      ++position_.column;
    }
  }
}

void Cursor::skip_space() {
  while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') skip(1);
}

std::size_t quoted_length(std::string_view rest) {
  std::size_t at = 1;
  while (at < rest.size() && rest[at] != '"') at += rest[at] == '\\' ? 2 : 1;
  return std::min(at + 1, rest.size());
}

}  // namespace tundish::json
