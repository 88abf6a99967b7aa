#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tundish/event.hpp"
#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// The rules that really hold for an input: what the author wrote, with the bounds that its type
/// and appearance bring along (rating 1–5, nps 0–10, slider 0–100, one choice, one file).
Validations effective_validations(const Input& input);

/// True when the input's value is a list.
bool takes_several(const Input& input);

/// What was given, as a value of the input's type, and what is wrong with it. A null value without
/// problems means that nothing was given.
struct Reading {
  Value value;
  std::vector<Problem> problems;
};

/// Reads a committed field. Empty when the JSON kind cannot be an answer to this input.
std::optional<Reading> read_answer(const Input& input, const Value& given);

/// One way to answer in words: the option's value, what it is called on the screen, and the words
/// that mean it.
struct Choice {
  std::string value;
  std::string title;
  std::vector<std::string> keywords;
};

/// The choice that a typed word means: value, 1-based index, exact title, then keyword or title
/// whatever the case. Null when none does.
const Choice* find_choice(const std::vector<Choice>& choices, std::string_view typed);

/// Reads a raw reply against what was on the screen. Text of a non-mandatory input that is empty
/// reads as nothing given.
Reading read_reply(const Input& input, const std::vector<Choice>& choices, const Replied& reply);

}  // namespace tundish
