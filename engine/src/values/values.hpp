#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tundish/event.hpp"
#include "tundish/funnel.hpp"
#include "values/choices.hpp"
#include "values/reading.hpp"

namespace tundish {

/// The rules that really hold for an input: what the author wrote, with the bounds that its type
/// and appearance bring along (rating 1–5, nps 0–10, slider 0–100, one choice, one file; a ranking
/// has all options).
Validations effective_validations(const Input& input);

/// True when the input's value is a list.
bool takes_several(const Input& input);

/// Reads a committed field. Empty when the JSON kind cannot be an answer to this input. Options
/// that are not offered now must be left out of `input` by the caller.
std::optional<Reading> read_answer(const Input& input, const Value& given, const Moment& moment);

/// Reads a raw reply against what was on the screen. A reply to a non-mandatory input that is empty
/// or a word for skipping reads as nothing given.
Reading read_reply(const Input& input, const std::vector<Choice>& choices, const Replied& reply,
                   const Moment& moment);

/// Reads what came from elsewhere (a URL, an attribute, an earlier session): words as a reply to
/// the input would be, anything else as a committed field.
Reading read_given(const Input& input, const Value& given, const Moment& moment);

}  // namespace tundish
