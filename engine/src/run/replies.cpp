#include "run/answers.hpp"
#include "run/authentication.hpp"
#include "run/effects.hpp"
#include "run/gestures.hpp"
#include "run/operands.hpp"
#include "run/say.hpp"
#include "run/visible.hpp"
#include "values/values.hpp"
#include "view/component.hpp"
#include "view/options.hpp"

namespace tundish {

namespace {

/// What the reply means among the choices; null: none of them.
const Choice* chosen(const std::vector<Choice>& choices, const Replied& replied) {
  if (replied.kind == ReplyKind::text) return find_choice(choices, replied.text);
  for (const Choice& one : choices) {
    if (replied.kind == ReplyKind::option && one.value == replied.text) return &one;
  }
  return nullptr;
}

/// From what was replied to the next that waits.
void go_on(const Step& step) {
  step.state().reasks = 0;
  ++step.state().component;
  mark_hidden(step.funnel, step.state());
  flow(step);
}

/// Yes and no that were sent with numbers may be answered by number.
Replied by_number(const Input& input, const std::vector<Choice>& choices, const Replied& replied) {
  if (input.input_type != InputType::boolean || input.is_array) return replied;
  const Choice* choice = chosen(choices, replied);
  return choice ? Replied{ReplyKind::option, choice->value, {}} : replied;
}

Refusal reply_to_input(const Step& step, const Component& component, const Replied& replied) {
  const Component& here = on_channel(component, step.state().header.channel);
  std::optional<Input> kept;
  const Input& input = offered(step.funnel, step.state(), *here.input(), kept);
  const ViewComponent shown =
      view_component(step.funnel, step.state(), step.layer(), component, Missing::hidden);
  const std::vector<Choice> choices = reply_choices(here, shown);
  Reading reading = read_reply(input, choices, by_number(input, choices, replied), step.moment());
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
  go_on(step);
  return std::nullopt;
}

/// A quick reply or a row of a list leads where it says, else on as the layer does.
Refusal reply_to_message(const Step& step, const Component& component, const Replied& replied) {
  const Component& here = on_channel(component, step.state().header.channel);
  const ViewComponent shown =
      view_component(step.funnel, step.state(), step.layer(), component, Missing::hidden);
  const std::vector<Choice> choices = reply_choices(here, shown);
  const Choice* choice = chosen(choices, replied);
  if (!choice) {
    ask_again(step, &component, {Problem{ProblemCode::not_understood, {}, {}}});
    return std::nullopt;
  }
  add_fact(step, FactKind::pressed, component.id, {}, choice->value);
  for (const Item& item : here.message()->items) {
    if (item.value != choice->value) continue;
    if (!follow(step, item.navigation)) break;
    return std::nullopt;
  }
  go_on(step);
  return std::nullopt;
}

Refusal reply_to_buttons(const Step& step, const Replied& replied) {
  const std::vector<Choice> choices = button_choices(step.funnel, step.state(), step.layer());
  if (choices.empty()) {
    return refuse(RefusalCode::nowhere_to_go,
                  {"The layer ", step.layer().id, " waits for no reply."});
  }
  const Choice* choice = chosen(choices, replied);
  const Channel channel = step.state().header.channel;
  const Component* component = choice ? find_button(step.layer(), choice->value, channel) : nullptr;
  const Button* button = component ? on_channel(*component, channel).button() : nullptr;
  if (!button || (button->kind == ButtonKind::previous &&
                  layer_before(step.funnel, step.state()) == kNoLayer)) {
    ask_again(step, nullptr, {Problem{ProblemCode::not_understood, {}, {}}});
    return std::nullopt;
  }
  return press(step, choice->value, *button);
}

}  // namespace

void ask_again(const Step& step, const Component* component, std::vector<Problem> problems) {
  State& state = step.state();
  add_fact(step, FactKind::asked_again, component ? component->id : std::string());
  ++state.reasks;
  const int limit = step.funnel->config.max_reasks;
  if (limit == 0 || state.reasks <= limit) return say_again(step, component, std::move(problems));
  fail(step, state.layer, step.layer().on_error, "too_many_reasks");
}

Refusal play_replied(const Step& step, const Replied& replied) {
  if (!is_one_at_a_time(step.state().header.channel)) {
    return refuse(RefusalCode::wrong_channel, {"A page is answered field by field."});
  }
  if (awaits_result(step.state())) {
    // What is typed now may be a secret: it goes to the server, never into the log.
    return refuse(RefusalCode::waiting, {"An answer is awaited."});
  }
  const auto& components = step.layer().components;
  const auto place = static_cast<std::size_t>(step.state().component);
  if (place < components.size()) {
    const Component& waits = components[place];
    const Component& here = on_channel(waits, step.state().header.channel);
    if (here.input()) return reply_to_input(step, waits, replied);
    if (here.message()) return reply_to_message(step, waits, replied);
    if (here.auth()) return reply_identity(step, waits, replied);
  }
  return reply_to_buttons(step, replied);
}

}  // namespace tundish
