#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tundish {

/// The word that `typed` was probably meant to be, or empty: at most two letters missing, doubled,
/// wrong or swapped, and fewer than half of them.
std::string_view near_word(std::string_view typed, const std::vector<std::string_view>& words);

/// " Did you mean `word`?" for the near word, or nothing.
std::string did_you_mean(std::string_view typed, const std::vector<std::string_view>& words);

/// "a, b or c".
std::string listed(const std::vector<std::string_view>& words, std::string_view last = "or");

/// The text in backticks, shortened when it is long.
std::string quoted(std::string_view text);

}  // namespace tundish
