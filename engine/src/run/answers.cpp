#include "run/answers.hpp"

#include <algorithm>

namespace tundish {

namespace {

auto position(State& state, std::string_view slug) {
  return std::lower_bound(state.answers.begin(), state.answers.end(), slug,
                          [](const Answer& a, std::string_view s) { return a.slug < s; });
}

}  // namespace

const Component* find_input(const Layer& layer, std::string_view slug) {
  for (const Component& component : layer.components) {
    const Input* input = component.input();
    if (input && input->slug == slug) return &component;
  }
  return nullptr;
}

const Button* find_button(const Layer& layer, std::string_view id) {
  for (const Component& component : layer.components) {
    if (component.id == id && component.button()) return component.button();
  }
  return nullptr;
}

bool has_jump_button(const Layer& layer) {
  return std::any_of(layer.components.begin(), layer.components.end(),
                     [](const Component& component) {
                       return component.button() && component.button()->kind == ButtonKind::jump;
                     });
}

void store_answer(State& state, Answer answer) {
  auto at = position(state, answer.slug);
  if (at != state.answers.end() && at->slug == answer.slug) {
    *at = std::move(answer);
  } else {
    state.answers.insert(at, std::move(answer));
  }
}

void clear_answer(State& state, std::string_view slug) {
  auto at = position(state, slug);
  if (at != state.answers.end() && at->slug == slug) state.answers.erase(at);
}

std::vector<Problem> problems_of(const State& state, const Input& input) {
  const Answer* answer = find_answer(state, input.slug);
  const bool given = answer && is_on_path(state, *answer);
  if (given) return answer->problems;
  if (!input.mandatory) return {};
  return {Problem{ProblemCode::missing, {}, {}}};
}

bool is_complete(const Funnel& funnel, const State& state) {
  const Layer& layer = funnel->layers[static_cast<std::size_t>(state.layer)];
  return std::all_of(layer.components.begin(), layer.components.end(),
                     [&state](const Component& component) {
                       const Input* input = component.input();
                       return !input || problems_of(state, *input).empty();
                     });
}

}  // namespace tundish
