#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "support/terse.hpp"

namespace tundish {

using Words = std::vector<std::string_view>;

/// Fills the gaps of a sentence in order: `{}` with the word as it is, `{q}` with `quoted` of it.
std::string sentence_of(std::string_view sentence, std::initializer_list<std::string_view> words);

/// The text in backticks, shortened when it is long.
std::string quoted(std::string_view text);

std::string list_words(const Words& words, std::string_view last);

/// "a, b or c"; nothing in the player's build.
inline std::string listed(const Words& words, std::string_view last = "or") {
  if constexpr (kTerse) return {};
  return list_words(words, last);
}

/// The word that `typed` was probably meant to be, or empty: at most two letters missing, doubled,
/// wrong or swapped, and fewer than half of them.
std::string_view near_word(std::string_view typed, const Words& words);

std::string suggest_word(std::string_view typed, const Words& words);

/// " Did you mean `word`?" for the near word, or nothing; nothing in the player's build.
inline std::string did_you_mean(std::string_view typed, const Words& words) {
  if constexpr (kTerse) return {};
  return suggest_word(typed, words);
}

}  // namespace tundish
