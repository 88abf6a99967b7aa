#pragma once

#include <string_view>
#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// The component of a layer that is an input of that slug on the channel, or null.
const Component* find_input(const Layer& layer, std::string_view slug, Channel channel);
/// The component of that id when it is a button on the channel, or null.
const Component* find_button(const Layer& layer, std::string_view id, Channel channel);

/// Keeps an answer, replacing the one of the same slug.
void store_answer(State& state, Answer answer);
void clear_answer(State& state, std::string_view slug);
/// Keeps what was made on the current layer. Null takes away what was made there before.
void put_answer(State& state, std::string_view slug, AnswerOrigin origin, Value value);

/// What keeps a layer from being left because of one input: its answer's problems, or that a
/// mandatory one was not given on this layer or earlier on the path.
std::vector<Problem> problems_of(const State& state, const Input& input);
/// The inputs of the current layer that are shown and keep it from being left.
std::vector<const Input*> incomplete_inputs(const Funnel& funnel, const State& state);
/// Whether every input of the current layer allows to leave it.
bool is_complete(const Funnel& funnel, const State& state);

}  // namespace tundish
