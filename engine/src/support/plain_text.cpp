#include "support/plain_text.hpp"

#include <cstdint>
#include <cstring>

#include "support/terse.hpp"

namespace tundish {

std::size_t plain_length(std::string_view text) {
  constexpr std::uint64_t kEach = 0x0101010101010101;
  std::size_t at = 0;
  // Eight bytes at once, but in what visitors download: the high bit of a byte that is below 0x20,
  // a quote, a backslash or beyond ASCII is set in one of these. Borrowed bits stand only above
  // such a byte.
  for (std::uint64_t bytes = 0; !kTerse && text.size() - at >= sizeof bytes; at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const std::uint64_t special = bytes | (bytes - kEach * 0x20) |
                                  ((bytes ^ (kEach * '"')) - kEach) |
                                  ((bytes ^ (kEach * '\\')) - kEach);
    if ((special & (kEach * 0x80)) != 0) break;
  }
  const auto is_plain = [](char byte) {
    return static_cast<signed char>(byte) >= 0x20 && byte != '"' && byte != '\\';
  };
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

}  // namespace tundish
