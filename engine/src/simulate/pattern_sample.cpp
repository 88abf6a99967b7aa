#include "simulate/pattern_sample.hpp"

#include <algorithm>

#include "expression/pattern_syntax.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

constexpr std::size_t kLongestSample = 2000;
constexpr CodeRange kUsual[] = {{'a', 'z'}, {'0', '9'}, {'A', 'Z'}, {' ', '~'}};

/// A letter or digit of the class rather than anything else in it.
char32_t usual_of(const CodeClass& characters) {
  for (const CodeRange& usual : kUsual) {
    for (const CodeRange& range : characters) {
      const char32_t first = std::max(range.first, usual.first);
      if (first <= std::min(range.last, usual.last)) return first;
    }
  }
  return characters.empty() ? U' ' : characters.front().first;
}

void add_sample(const PatternNode& node, int repetitions, std::string& text) {
  if (text.size() > kLongestSample) return;
  switch (node.kind) {
    case PatternKind::sequence:
      for (const PatternNode& child : node.children) add_sample(child, repetitions, text);
      return;
    case PatternKind::alternatives: {
      if (node.children.empty()) return;
      const std::size_t place = static_cast<std::size_t>(repetitions) % node.children.size();
      return add_sample(node.children[place], repetitions, text);
    }
    case PatternKind::repeat: {
      const int most = node.maximum == kNoMaximum ? repetitions : node.maximum;
      const int times = std::max(node.minimum, std::min(repetitions, most));
      for (int i = 0; i < times && text.size() <= kLongestSample; ++i) {
        add_sample(node.children.front(), repetitions, text);
      }
      return;
    }
    case PatternKind::character:
      utf8::append(text, usual_of(node.characters));
      return;
    case PatternKind::assertion:
      return;
  }
}

}  // namespace

std::string pattern_sample(std::string_view reg_ex, int repetitions) {
  const Result<PatternNode> pattern = parse_pattern_syntax(reg_ex);
  if (!pattern) return {};
  std::string text;
  add_sample(*pattern, repetitions, text);
  return text.size() > kLongestSample ? std::string() : text;
}

}  // namespace tundish
