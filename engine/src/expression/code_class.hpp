#pragma once

#include "expression/pattern_program.hpp"

namespace tundish {

inline constexpr char32_t kLastCodePoint = 0x10ffff;

/// Sorts and joins ranges that stand in any order.
CodeClass normalise(CodeClass ranges);
/// Every code point that is not in the class.
CodeClass negate(const CodeClass& characters);
bool contains(const CodeClass& characters, char32_t code);

/// The class that `\d`, `\w`, `\s` name, or their negation for `\D`, `\W`, `\S`; empty for another
/// letter.
CodeClass named_class(char letter);
bool is_word(char32_t code);

}  // namespace tundish
