#include "expression/code_class.hpp"

#include <algorithm>

#include "support/stable_order.hpp"

namespace tundish {

CodeClass normalise(CodeClass ranges) {
  sort_stably(ranges, [](const CodeRange& a, const CodeRange& b) { return a.first < b.first; });
  CodeClass joined;
  for (const CodeRange& range : ranges) {
    if (!joined.empty() && range.first <= joined.back().last + 1) {
      joined.back().last = std::max(joined.back().last, range.last);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

CodeClass negate(const CodeClass& characters) {
  CodeClass others;
  char32_t next = 0;
  for (const CodeRange& range : characters) {
    if (range.first > next) others.push_back(CodeRange{next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kLastCodePoint) others.push_back(CodeRange{next, kLastCodePoint});
  return others;
}

bool contains(const CodeClass& characters, char32_t code) {
  const auto after = std::upper_bound(
      characters.begin(), characters.end(), code,
      [](char32_t sought, const CodeRange& range) { return sought < range.first; });
  return after != characters.begin() && code <= (after - 1)->last;
}

CodeClass named_class(char letter) {
  switch (letter) {
    case 'd':
      return {{'0', '9'}};
    case 'w':
      return {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    case 's':
      return {{'\t', '\r'}, {' ', ' '}};
    case 'D':
      return negate(named_class('d'));
    case 'W':
      return negate(named_class('w'));
    case 'S':
      return negate(named_class('s'));
    default:
      return {};
  }
}

bool is_word(char32_t code) {
  return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || code == '_' ||
         (code >= 'a' && code <= 'z');
}

}  // namespace tundish
