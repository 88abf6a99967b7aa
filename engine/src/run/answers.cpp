#include "run/answers.hpp"

#include <algorithm>

#include "run/visible.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

auto position(State& state, std::string_view slug) {
  return std::lower_bound(state.answers.begin(), state.answers.end(), slug,
                          [](const Answer& a, std::string_view s) { return a.slug < s; });
}

}  // namespace

const Component* find_input(const Layer& layer, std::string_view slug, Channel channel) {
  for (const Component& component : layer.components) {
    const Input* input = on_channel(component, channel).input();
    if (input && input->slug == slug) return &component;
  }
  return nullptr;
}

const Component* find_button(const Layer& layer, std::string_view id, Channel channel) {
  for (const Component& component : layer.components) {
    if (component.id == id && on_channel(component, channel).button()) return &component;
  }
  return nullptr;
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

void put_answer(State& state, std::string_view slug, AnswerOrigin origin, Value value) {
  const Answer* before = find_answer(state, slug);
  if (value.is_null()) {
    const bool ours = before && before->origin == origin && before->layer == state.layer;
    return ours ? clear_answer(state, slug) : void();
  }
  Answer answer;
  answer.slug = slug;
  answer.layer = state.layer;
  answer.origin = origin;
  answer.value = std::move(value);
  store_answer(state, std::move(answer));
}

std::vector<Problem> problems_of(const State& state, const Input& input) {
  const Answer* answer = find_answer(state, input.slug);
  if (!answer || !is_on_path(state, *answer)) {
    if (!input.mandatory) return {};
    return {Problem{ProblemCode::missing, {}, {}}};
  }
  if (answer->origin == AnswerOrigin::given && answer->layer == state.layer) {
    return answer->problems;
  }
  // What comes from elsewhere was not judged by this input's rules.
  const Moment moment{state.last_at_ms, state.header.language};
  const std::optional<Reading> reading = read_answer(input, answer->value, moment);
  return reading ? reading->problems
                 : std::vector<Problem>{Problem{ProblemCode::wrong_type, {}, {}}};
}

std::vector<const Input*> incomplete_inputs(const Funnel& funnel, const State& state) {
  std::vector<const Input*> inputs;
  const Layer& layer = funnel->layers[static_cast<std::size_t>(state.layer)];
  for (const Component& component : layer.components) {
    const Input* input = on_channel(component, state.header.channel).input();
    if (!input || problems_of(state, *input).empty()) continue;
    if (is_visible(funnel, state, component)) inputs.push_back(input);
  }
  return inputs;
}

bool is_complete(const Funnel& funnel, const State& state) {
  return incomplete_inputs(funnel, state).empty();
}

}  // namespace tundish
