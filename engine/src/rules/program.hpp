#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "expression/comparand.hpp"
#include "logic/program.hpp"
#include "tundish/rules.hpp"

namespace tundish {

/// One comparison of a field with another or with a constant.
struct RuleTest {
  Operator operation = Operator::equal;
  std::int32_t subject = 0;
  std::int32_t other = -1;  // -1: `constant`
  Comparand constant;
  std::optional<Pattern> pattern;  // of `matches` with a constant
};

/// A part of a JsonLogic rule that is evaluated as it stands.
struct RulePart {
  std::uint32_t logic = 0;
  std::uint32_t node = 0;
};

/// A step compares two numbers and goes on by the answer; what they do not answer is asked of a
/// test or a part. Most steps are answered by their numbers, so that is done without a branch.
struct RuleStep {
  enum class Asks : std::uint8_t { never, without_numbers, always };
  std::uint8_t holds_when_less = 0;  // 1: yes
  std::uint8_t holds_when_equal = 0;
  Asks asks = Asks::always;
  bool asks_part = false;       // `detail` is one of the parts, not of the tests
  bool answers_denied = false;  // `detail` asks `!=` where the step asks `==`
  std::uint32_t left = 0, right = 0;
  std::uint32_t detail = 0;
  std::uint32_t when_true = 0;
  std::uint32_t when_false = 0;
};

inline constexpr std::uint32_t kNumbersPerField = 3;

/// Where steps lead in the end.
inline constexpr std::uint32_t kRuleHolds = 0xFFFFFFFE;
inline constexpr std::uint32_t kRuleFails = 0xFFFFFFFF;

struct Rules::Program {
  std::vector<RuleStep> steps;
  std::vector<std::uint32_t> entries;  // per rule: its first step
  std::vector<RuleTest> tests;
  std::vector<RulePart> parts;
  std::vector<LogicProgram> logics;
  std::deque<Value> constants;  // comparands point at them
  /// Which rules read a field: those from `first_reader[field]` to `first_reader[field + 1]`.
  std::vector<std::uint32_t> readers, first_reader;
  std::vector<std::uint32_t> readers_of_all;  // rules that read by computed names
  std::size_t number_constants = 0;
  /// The texts that rules compare with, sorted: the place of a text here stands for it in the row
  /// of numbers.
  std::vector<std::string> texts;
};

struct Rules::State {
  std::vector<std::string> fields;
  std::deque<Value> values;           // per field; comparands and slots point at them
  std::vector<Comparand> comparands;  // per field
  std::vector<const Value*> slots;    // per field; null: absent
  std::vector<Verdict> verdicts;      // per rule
  /// First the constants of the program; then three per field, NaN where there is none: the number
  /// that conditions read in it, the number that it is, and what stands for the text that it is
  /// (-1: one that no rule compares with).
  std::vector<double> numbers;
  std::deque<Value> remembered;  // texts
  std::vector<Comparand> remembered_comparands;
};

}  // namespace tundish
