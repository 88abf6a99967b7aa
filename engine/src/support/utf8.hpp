#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tundish::utf8 {

/// One decoded code point and the bytes it takes. `size` is 0 where no valid sequence begins:
/// over-long forms, surrogates, values over U+10FFFF and cut sequences are none.
struct CodePoint {
  char32_t code = 0;
  std::size_t size = 0;
};

/// The code point that begins at byte `at`.
CodePoint decode(std::string_view text, std::size_t at);
void append(std::string& text, char32_t code);

/// The first byte that begins no valid sequence, or npos.
std::size_t find_invalid(std::string_view text);
bool is_valid(std::string_view text);
/// Counts code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);
/// Its first `count` code points, or all of it.
std::string_view first_code_points(std::string_view text, std::size_t count);

/// Without the characters of Unicode's White_Space property at both ends.
std::string_view trim(std::string_view text);
/// Lower case, one code point for one, in Latin, Greek, Cyrillic and Armenian; other scripts as
/// they are.
std::string fold_case(std::string_view text);
/// With the decimal digits of every script as ASCII digits, and as ASCII what Asian keyboards write
/// as wide as their own signs: `：`, `／`, `Ａ`, and the space.
std::string ascii_signs(std::string_view text);

}  // namespace tundish::utf8
