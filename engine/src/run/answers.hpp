#pragma once

#include <string_view>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// The input component of that slug on a layer, or null.
const Component* find_input(const Layer& layer, std::string_view slug);
/// The button of that id on a layer, or null.
const Button* find_button(const Layer& layer, std::string_view id);
/// Whether a layer has a button that leads onward; if so `next` is not taken.
bool has_jump_button(const Layer& layer);

/// Keeps an answer, replacing the one of the same slug.
void store_answer(State& state, Answer answer);
void clear_answer(State& state, std::string_view slug);

/// What keeps a layer from being left because of one input: its answer's problems, or that a
/// mandatory one was not given on this layer or earlier on the path.
std::vector<Problem> problems_of(const State& state, const Input& input);
/// Whether every input of the current layer allows to leave it.
bool is_complete(const Funnel& funnel, const State& state);

}  // namespace tundish
