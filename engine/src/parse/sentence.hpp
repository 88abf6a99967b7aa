#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tundish {

using Words = std::vector<std::string_view>;

/// Fills the gaps of a sentence in order: `{}` with the word as it is, `{q}` with `quoted` of it.
std::string sentence_of(std::string_view sentence, std::initializer_list<std::string_view> words);

/// The text in backticks, shortened when it is long.
std::string quoted(std::string_view text);

/// "a, b or c".
std::string listed(const Words& words, std::string_view last = "or");

/// The word that `typed` was probably meant to be, or empty: at most two letters missing, doubled,
/// wrong or swapped, and fewer than half of them.
std::string_view near_word(std::string_view typed, const Words& words);

/// " Did you mean `word`?" for the near word, or nothing.
std::string did_you_mean(std::string_view typed, const Words& words);

}  // namespace tundish
