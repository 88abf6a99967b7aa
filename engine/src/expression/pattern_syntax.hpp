#pragma once

#include <string_view>
#include <vector>

#include "expression/pattern_program.hpp"

namespace tundish {

enum class PatternKind { sequence, alternatives, repeat, character, assertion };

inline constexpr int kNoMaximum = -1;

/// A parsed pattern: what its program is made from.
struct PatternNode {
  PatternKind kind = PatternKind::sequence;
  std::vector<PatternNode> children;  // of repeat: one
  int minimum = 0;
  int maximum = kNoMaximum;
  CodeClass characters;                        // of character
  PatternStep assertion = PatternStep::begin;  // of assertion
};

inline constexpr std::size_t kMaxPatternBytes = 1000;
inline constexpr int kMaxPatternDepth = 100;
inline constexpr int kMaxPatternRepeat = 1000;
inline constexpr std::size_t kMaxPatternInstructions = 5000;

Result<PatternNode> parse_pattern_syntax(std::string_view text);

/// One diagnostic of a pattern: `offset` is the byte in it.
Diagnostics pattern_fault(std::string_view text, std::size_t offset, const char* sentence);

}  // namespace tundish
