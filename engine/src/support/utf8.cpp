#include "support/utf8.hpp"

#include <algorithm>
#include <iterator>

namespace tundish::utf8 {

namespace {

// The zero of every run of ten decimal digits (general category Nd).
constexpr char32_t kZeros[] = {
    0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,   0xc66,
    0xce6,   0xd66,   0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,  0x1810,
    0x1946,  0x19d0,  0x1a80,  0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,
    0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,  0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136,
    0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50,
    0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec,
    0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950, 0x1fbf0};

bool is_white_space(char32_t code) {
  return (code >= 0x09 && code <= 0x0d) || code == 0x20 || code == 0x85 || code == 0xa0 ||
         code == 0x1680 || (code >= 0x2000 && code <= 0x200a) || code == 0x2028 || code == 0x2029 ||
         code == 0x202f || code == 0x205f || code == 0x3000;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// The ranges where upper and lower case stand side by side: even upper, odd lower.
bool is_paired(char32_t code) {
  return (code >= 0x100 && code <= 0x137 && code != 0x130 && code != 0x131) ||
         (code >= 0x14a && code <= 0x177) || (code >= 0x1de && code <= 0x1ef) ||
         (code >= 0x1f8 && code <= 0x21f) || (code >= 0x222 && code <= 0x233) ||
         (code >= 0x3d8 && code <= 0x3ef) || (code >= 0x460 && code <= 0x481) ||
         (code >= 0x48a && code <= 0x4bf) || (code >= 0x4d0 && code <= 0x52f) ||
         (code >= 0x1e00 && code <= 0x1e95) || (code >= 0x1ea0 && code <= 0x1eff);
}

char32_t lower(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + 32 : code;
  if (code >= 0xc0 && code <= 0xde && code != 0xd7) return code + 32;
  if (is_paired(code)) return code | 1;
  // Odd upper, even lower.
  if ((code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17e) ||
      (code >= 0x1cd && code <= 0x1dc) || (code >= 0x4c1 && code <= 0x4ce)) {
    return code + (code & 1);
  }
  if (code == 0x178) return 0xff;
  if (code == 0x18f) return 0x259;
  if (code == 0x1a0 || code == 0x1af) return code + 1;
  if (code == 0x1e9e) return 0xdf;
  if (code == 0x386) return 0x3ac;
  if (code >= 0x388 && code <= 0x38a) return code + 37;
  if (code == 0x38c) return 0x3cc;
  if (code == 0x38e || code == 0x38f) return code + 63;
  if (code >= 0x391 && code <= 0x3ab && code != 0x3a2) return code + 32;
  if (code == 0x3c2) return 0x3c3;  // final sigma
  if (code >= 0x410 && code <= 0x42f) return code + 32;
  if (code >= 0x400 && code <= 0x40f) return code + 80;
  if (code >= 0x531 && code <= 0x556) return code + 48;
  return code;
}

char32_t ascii_sign(char32_t code) {
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xff01 + U'!';
  if (code == 0x3000) return U' ';
  const auto* after = std::upper_bound(std::begin(kZeros), std::end(kZeros), code);
  if (after == std::begin(kZeros)) return code;
  const char32_t digit = code - *(after - 1);
  return digit < 10 ? U'0' + digit : code;
}

template <class Map>
std::string map_code_points(std::string_view text, Map map) {
  std::string mapped;
  mapped.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.size == 0) {
      mapped.push_back(text[at++]);
    } else {
      append(mapped, map(point.code));
      at += point.size;
    }
  }
  return mapped;
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  if (first < 0xc2 || first > 0xf4) return {};
  const std::size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (text.size() - at < size) return {};
  char32_t code = first & (0xffu >> (size + 1));
  for (std::size_t next = 1; next < size; ++next) {
    if (!is_continuation(text[at + next])) return {};
    code = (code << 6) | (static_cast<unsigned char>(text[at + next]) & 0x3fu);
  }
  const bool over_long = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (over_long || surrogate || code > 0x10ffff) return {};
  return {code, size};
}

void append(std::string& text, char32_t code) {
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xc0 | (code >> 6));
    put(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    put(0xe0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3f));
    put(0x80 | (code & 0x3f));
  } else {
    put(0xf0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3f));
    put(0x80 | ((code >> 6) & 0x3f));
    put(0x80 | (code & 0x3f));
  }
}

std::size_t find_invalid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = decode(text, at).size;
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

bool is_valid(std::string_view text) { return find_invalid(text) == std::string_view::npos; }

std::size_t count_code_points(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (; count > 0 && end < text.size(); --count) end += decode(text, end).size;
  return text.substr(0, end);
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = decode(text, 0);
    if (point.size == 0 || !is_white_space(point.code)) break;
    text.remove_prefix(point.size);
  }
  while (!text.empty()) {
    std::size_t at = text.size() - 1;
    while (at > 0 && is_continuation(text[at])) --at;
    const CodePoint point = decode(text, at);
    if (point.size != text.size() - at || !is_white_space(point.code)) break;
    text.remove_suffix(point.size);
  }
  return text;
}

std::string fold_case(std::string_view text) { return map_code_points(text, lower); }

std::string ascii_signs(std::string_view text) { return map_code_points(text, ascii_sign); }

}  // namespace tundish::utf8
