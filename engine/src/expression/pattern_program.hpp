#pragma once

#include <cstdint>
#include <vector>

#include "tundish/pattern.hpp"

namespace tundish {

/// Code points from `first` to `last`.
struct CodeRange {
  char32_t first = 0;
  char32_t last = 0;
};

/// A set of code points: sorted, disjoint ranges.
using CodeClass = std::vector<CodeRange>;

enum class PatternStep : std::uint8_t {
  character,  // reads a code point of class `first`
  split,      // goes on at `first` and at `second`
  jump,       // goes on at `first`
  begin,      // holds before the first code point
  end,        // holds after the last
  word_edge,
  no_word_edge,
  accept
};

struct PatternInstruction {
  PatternStep step = PatternStep::accept;
  std::uint32_t first = 0;
  std::uint32_t second = 0;
};

/// What a pattern runs: a set of instructions moves over the value, one code point a time.
struct Pattern::Program {
  std::vector<PatternInstruction> instructions;
  std::vector<CodeClass> classes;
};

/// Steps after which a value counts as no match, so that no pattern holds a server up.
inline constexpr std::uint64_t kMaxPatternSteps = 20'000'000;

struct PatternVerdict {
  bool matches = false;
  std::uint64_t steps = 0;  ///< places looked at; ends within one code point after the bound
};

/// `matches`, with what it cost.
PatternVerdict run_pattern(const Pattern::Program& program, std::string_view value);

}  // namespace tundish
