#pragma once

#include <string>
#include <string_view>

// Patterns in which capital letters are as good as small ones. Letters that ASCII has not stand as
// they are.
namespace tundish {

/// A pattern that the text matches, however it is capitalised.
std::string case_blind_text(std::string_view text);

/// The pattern as JavaScript's flag `i` means it.
std::string case_blind_pattern(std::string_view pattern);

}  // namespace tundish
