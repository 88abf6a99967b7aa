#include "run/say.hpp"

#include "run/effects.hpp"
#include "run/visible.hpp"
#include "support/ending.hpp"
#include "support/terse.hpp"
#include "view/component.hpp"
#include "view/options.hpp"
#include "view/outgoing.hpp"

namespace tundish {

namespace {

/// What was said just before on the same layer, when more may be joined to it; else null.
ViewComponent* find_open(const Step& step) {
  std::vector<Effect>& effects = step.transition.effects;
  Say* last = effects.empty() ? nullptr : std::get_if<Say>(&effects.back());
  if (!last || last->component.layer != step.layer().id || last->again) return nullptr;
  const bool open = last->component.type == ComponentType::message && last->component.outgoing &&
                    last->component.outgoing->form == OutgoingForm::text;
  return open ? &last->component : nullptr;
}

/// Messages of a layer that follow each other travel as one SMS.
void join_to_last(const Step& step, ViewComponent& next) {
  if (step.state().header.channel != Channel::sms || !next.outgoing) return;
  ViewComponent* last = find_open(step);
  if (!last) return;
  if (join_outgoing(*last->outgoing, *next.outgoing, Channel::sms)) last->outgoing.reset();
}

void push(const Step& step, ViewComponent component) {
  step.transition.effects.push_back(Say{std::move(component), false});
}

/// The buttons as one component whose options they are.
ViewComponent shown_buttons(const Step& step) {
  ViewComponent shown;
  shown.layer = step.layer().id;
  shown.type = ComponentType::button;
  for (const Choice& choice : button_choices(step.funnel, step.state(), step.layer())) {
    shown.options.push_back(ViewOption{choice.value, choice.title, {}});
  }
  shown.outgoing = outgoing_of(shown, step.state().header.channel);
  return shown;
}

/// With the buttons below it when that makes one message.
bool end_with(ViewComponent& last, const ViewComponent& buttons, Channel channel) {
  std::vector<OutgoingChoice> choices;
  for (const ViewOption& option : buttons.options) {
    choices.push_back(OutgoingChoice{option.value, option.title, {}, {}});
  }
  Outgoing joined = with_choices(last.outgoing->text, std::move(choices), channel);
  if (joined.cut) return false;
  last.outgoing = std::move(joined);
  return true;
}

bool is_authenticated(const State& state) {
  return state.auth || state.header.auth || state.header.channel == Channel::whatsapp;
}

/// What a component does when its turn comes.
enum class Turn { none, said, waits };

Turn turn_of(const Step& step, const Component& component) {
  const State& state = step.state();
  const Component& here = on_channel(component, state.header.channel);
  if (here.button() || here.endpoint() || !is_visible(step.funnel, state, component)) {
    return Turn::none;
  }
  if (const Message* message = here.message()) {
    const bool asks = offers_replies(*message) && !is_ending(step.layer());
    return asks ? Turn::waits : Turn::said;
  }
  if (is_ending(step.layer())) return Turn::none;
  if (const Input* input = here.input()) {
    return is_read_only(state, *input) ? Turn::none : Turn::waits;
  }
  return is_authenticated(state) ? Turn::none : Turn::waits;
}

}  // namespace

void say(const Step& step, const Component& component) {
  ViewComponent shown =
      view_component(step.funnel, step.state(), step.layer(), component, Missing::hidden);
  shown.value = Value();  // what was answered before is not part of the question
  shown.problems.clear();
  if (!kLean) {
    if (shown.outgoing) shown.outgoing = outgoing_of(shown, step.state().header.channel);
    join_to_last(step, shown);
  }
  push(step, std::move(shown));
}

bool offers_replies(const Message& message) {
  return message.appearance == MessageAppearance::quick_reply ||
         message.appearance == MessageAppearance::list;
}

bool say_until_reply(const Step& step) {
  const Layer& layer = step.layer();
  State& state = step.state();
  const auto size = static_cast<int>(layer.components.size());
  for (; state.component < size; ++state.component) {
    const Component& component = layer.components[static_cast<std::size_t>(state.component)];
    if (take_turn(step, component)) return true;
    const Turn turn = turn_of(step, component);
    if (turn != Turn::none) say(step, component);
    if (turn == Turn::waits) return true;
  }
  return false;
}

namespace {

/// What is asked again; nothing but its layer when a reply fitted no button.
ViewComponent asked_again(const Step& step, const Component* component) {
  if (component) {
    return view_component(step.funnel, step.state(), step.layer(), *component, Missing::hidden);
  }
  if (!kLean && is_limited(step.state().header.channel)) return shown_buttons(step);
  ViewComponent shown;
  shown.layer = step.layer().id;
  return shown;
}

}  // namespace

void say_again(const Step& step, const Component* component, std::vector<Problem> problems) {
  Say effect{asked_again(step, component), true};
  if (component) effect.component.value = Value();
  effect.component.problems = std::move(problems);
  if (!kLean && effect.component.outgoing) {
    effect.component.outgoing = outgoing_of(effect.component, step.state().header.channel);
  }
  step.transition.effects.push_back(std::move(effect));
}

void say_buttons(const Step& step) {
  const Channel channel = step.state().header.channel;
  if (kLean || !is_limited(channel)) return;
  ViewComponent buttons = shown_buttons(step);
  if (buttons.options.empty()) return;
  ViewComponent* last = find_open(step);
  if (!last || !last->items.empty() || !end_with(*last, buttons, channel)) {
    push(step, std::move(buttons));
  }
}

void say_links(const Step& step) {
  for (const Component& component : step.layer().components) {
    const Button* button = on_channel(component, step.state().header.channel).button();
    if (!button || !is_visible(step.funnel, step.state(), component)) continue;
    if (button->kind == ButtonKind::link || button->kind == ButtonKind::call) {
      say(step, component);
    }
  }
}

}  // namespace tundish
