#include "run/answers.hpp"
#include "run/gestures.hpp"
#include "values/values.hpp"
#include "view/component.hpp"
#include "view/options.hpp"

namespace tundish {

namespace {

/// Asks the waiting component again, or gives up after too many tries.
void ask_again(const Step& step, const Component* component, std::vector<Problem> problems) {
  State& state = step.state();
  add_fact(step, FactKind::asked_again, component ? component->id : std::string());
  ++state.reasks;
  const int limit = step.funnel->config.max_reasks;
  if (limit == 0 || state.reasks <= limit) {
    Say effect;
    if (component) {
      effect.component =
          view_component(step.funnel, state, step.layer(), *component, Missing::hidden);
      effect.component.value = Value();
    } else {
      effect.component.layer = step.layer().id;
    }
    effect.component.problems = std::move(problems);
    effect.again = true;
    step.transition.effects.push_back(std::move(effect));
    return;
  }
  const LayerIndex on_error = step.layer().on_error;
  const LayerIndex target = on_error != kNoLayer ? on_error : step.funnel->config.fatalistic_layer;
  if (target == kNoLayer) return close(step, "too_many_reasks");
  state.trail.push_back(state.layer);
  enter(step, target);
}

Refusal reply_to_input(const Step& step, const Component& component, const Replied& replied) {
  const Input& input = *component.input();
  const std::vector<Choice> choices =
      reply_choices(step.funnel, step.state(), step.layer(), component);
  Reading reading = read_reply(input, choices, replied, step.moment());
  const bool empty = reading.value.is_null() && reading.problems.empty();
  if (empty && input.mandatory) reading.problems.push_back(Problem{ProblemCode::missing, {}, {}});
  if (!reading.problems.empty()) {
    ask_again(step, &component, std::move(reading.problems));
    return std::nullopt;
  }
  if (empty) {
    clear_answer(step.state(), input.slug);
  } else {
    Answer answer;
    answer.slug = input.slug;
    answer.layer = step.state().layer;
    answer.value = std::move(reading.value);
    store_answer(step.state(), std::move(answer));
  }
  add_fact(step, FactKind::answered, component.id, input.slug);
  step.state().reasks = 0;
  ++step.state().component;
  flow(step);
  return std::nullopt;
}

Refusal reply_to_buttons(const Step& step, const Replied& replied) {
  const std::vector<Choice> choices = button_choices(step.funnel, step.state(), step.layer());
  if (choices.empty()) {
    return refuse(RefusalCode::nowhere_to_go,
                  {"The layer ", step.layer().id, " waits for no reply."});
  }
  const Choice* choice = nullptr;
  for (const Choice& one : choices) {
    if (replied.kind == ReplyKind::option && one.value == replied.text) choice = &one;
  }
  if (replied.kind == ReplyKind::text) choice = find_choice(choices, replied.text);
  const Button* button = choice ? find_button(step.layer(), choice->value) : nullptr;
  if (!button || (button->kind == ButtonKind::previous && step.state().trail.empty())) {
    ask_again(step, nullptr, {Problem{ProblemCode::not_understood, {}, {}}});
    return std::nullopt;
  }
  return press(step, choice->value, *button);
}

}  // namespace

Refusal play_replied(const Step& step, const Replied& replied) {
  if (!is_one_at_a_time(step.state().header.channel)) {
    return refuse(RefusalCode::wrong_channel, {"A page is answered field by field."});
  }
  const auto& components = step.layer().components;
  const auto waiting = static_cast<std::size_t>(step.state().component);
  if (waiting < components.size() && components[waiting].input()) {
    return reply_to_input(step, components[waiting], replied);
  }
  return reply_to_buttons(step, replied);
}

}  // namespace tundish
