#include "import/case_blind.hpp"

#include <cstddef>

namespace tundish {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char small(char c) { return static_cast<char>(c | 0x20); }
char capital(char c) { return static_cast<char>(c & ~0x20); }

/// Within brackets both letters, or both ranges, stand beside each other.
std::size_t add_to_class(std::string_view pattern, std::size_t at, std::string& made) {
  const char first = pattern[at];
  const bool is_range = at + 2 < pattern.size() && pattern[at + 1] == '-' &&
                        is_letter(pattern[at + 2]) && (first & 0x20) == (pattern[at + 2] & 0x20);
  if (!is_range) {
    made += {small(first), capital(first)};
    return at + 1;
  }
  const char last = pattern[at + 2];
  made += {small(first), '-', small(last), capital(first), '-', capital(last)};
  return at + 3;
}

}  // namespace

std::string case_blind_text(std::string_view text) {
  std::string made;
  for (const char c : text) {
    const bool is_plain =
        static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '_' || (c >= '0' && c <= '9');
    if (is_letter(c)) {
      made += {'[', small(c), capital(c), ']'};
    } else if (is_plain) {
      made += c;
    } else {
      made += {'\\', c};
    }
  }
  return made;
}

std::string case_blind_pattern(std::string_view pattern) {
  std::string made;
  bool in_class = false;
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at];
    if (c == '\\') {
      made += pattern.substr(at, 2);
      at += 2;
    } else if (is_letter(c) && in_class) {
      at = add_to_class(pattern, at, made);
    } else if (is_letter(c)) {
      made += {'[', small(c), capital(c), ']'};
      ++at;
    } else {
      if (c == '[') in_class = true;
      if (c == ']') in_class = false;
      made += c;
      ++at;
    }
  }
  return made;
}

}  // namespace tundish
