#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/value.hpp"

namespace tundish {

/// What a value may be, joined by `|`; none: it is absent.
using Kinds = unsigned;
inline constexpr Kinds kNumber = 1, kText = 2, kTruth = 4, kList = 8;
/// A text that the other format takes for a number or a truth where it looks like one.
inline constexpr Kinds kGuessed = 16;
inline constexpr Kinds kOther = 32;
inline constexpr Kinds kAnything = 63;

/// An expression of another format, read into a tree.
struct Formula {
  enum class Kind { value, name, list, call };

  Kind kind = Kind::value;
  Value value;                 ///< of `value`
  std::string word;            ///< of `name`: the slug; of `call`: the operation
  std::vector<Formula> parts;  ///< of `list` and `call`
  Kinds kinds = kAnything;

  /// Whether it is nothing but of these kinds.
  bool is_only(Kinds these) const { return (kinds & ~these) == 0; }
};

Formula formula_value(Value value);
Formula formula_name(std::string slug, Kinds kinds = kAnything);
Formula formula_list(std::vector<Formula> parts);
/// Operations are JsonLogic's, and besides `contains not_contains empty not_empty floor ceil round
/// trunc abs`, which `logic_of` spells in JsonLogic; SurveyJS's `any_of all_of none_of` are for
/// `survey::fit` to spell.
Formula formula_call(std::string word, std::vector<Formula> parts);

/// The element at that place of a list, the first one being 0; -1 is the last.
Formula formula_element(Formula list, int place);

/// How many values it has as JsonLogic: some operations are spelled with their operand twice.
std::size_t size_as_logic(const Formula& formula);
inline constexpr std::size_t kMaxLogicSize = 5000;

/// As JsonLogic.
Value logic_of(const Formula& formula);

/// As the conditions of a jump: comparisons where the tree is one, else JsonLogic.
Value condition_of(const Formula& formula);

/// Whether its value is certainly a text, so that `+` joins.
bool is_text(const Formula& formula);

}  // namespace tundish
