#include "tundish/advance.hpp"

#include <algorithm>

#include "run/answers.hpp"
#include "run/flow.hpp"
#include "run/operands.hpp"
#include "run/values.hpp"
#include "support/join.hpp"
#include "view/component.hpp"
#include "view/options.hpp"

namespace tundish {

namespace {

using Refusal = std::optional<Refused>;

Refusal refuse(RefusalCode code, std::initializer_list<std::string_view> sentence,
               std::string_view pointer = {}) {
  Refused refused;
  refused.code = code;
  refused.sentence = tundish::sentence(sentence);
  refused.pointer = pointer;
  return refused;
}

bool is_hex(const std::string& text, std::size_t digits) {
  return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Refusal check_header(const Funnel& funnel, const Started& header) {
  if (!is_hex(header.session, 32)) {
    return refuse(RefusalCode::malformed, {"The session id must be 32 lower-case hex digits."},
                  "/input/session");
  }
  if (!is_hex(header.random_seed, 32)) {
    return refuse(RefusalCode::malformed, {"The random seed must be 32 lower-case hex digits."},
                  "/input/random_seed");
  }
  if (header.rules != kRulesLevel) {
    return refuse(RefusalCode::wrong_rules, {"The log was made under another level of the rules."},
                  "/input/rules");
  }
  if (header.structure != funnel->structure) {
    return refuse(RefusalCode::wrong_structure, {"The log belongs to another funnel structure."},
                  "/input/structure");
  }
  const Content* content = find_content(*funnel, header.language);
  if (!content) {
    return refuse(RefusalCode::wrong_language,
                  {"The funnel has no content in the language ", header.language, "."},
                  "/input/language");
  }
  if (header.release != content->release) {
    return refuse(RefusalCode::wrong_release, {"The log belongs to another release."},
                  "/input/release");
  }
  const std::vector<Channel>& channels = funnel->channels;
  if (std::find(channels.begin(), channels.end(), header.channel) == channels.end()) {
    return refuse(RefusalCode::wrong_channel,
                  {"The funnel is not for the channel ", to_text(header.channel), "."},
                  "/input/channel");
  }
  return std::nullopt;
}

Refusal play_answered(const Step& step, const Answered& answered) {
  if (is_one_at_a_time(step.state().header.channel)) {
    return refuse(RefusalCode::wrong_channel, {"This channel is answered by replies."});
  }
  const Component* component = find_input(step.layer(), answered.slug);
  if (!component) {
    return refuse(RefusalCode::not_on_layer,
                  {"The layer ", step.layer().id, " asks for no ", answered.slug, "."},
                  "/input/slug");
  }
  const std::optional<Reading> reading = read_answer(*component->input(), answered.value);
  if (!reading) {
    return refuse(RefusalCode::wrong_type,
                  {"The value cannot be an answer to the ", to_text(component->input()->input_type),
                   " input ", answered.slug, "."},
                  "/input/value");
  }
  if (reading->value.is_null()) {
    clear_answer(step.state(), answered.slug);
  } else {
    Answer answer;
    answer.slug = answered.slug;
    answer.layer = step.state().layer;
    answer.value = reading->value;
    answer.problems = reading->problems;
    store_answer(step.state(), std::move(answer));
  }
  add_fact(step, FactKind::answered, component->id, answered.slug);
  return std::nullopt;
}

Refusal play_went_back(const Step& step) {
  if (step.state().trail.empty()) {
    return refuse(RefusalCode::nowhere_to_go, {"There is no layer before this one."});
  }
  go_back(step);
  return std::nullopt;
}

/// The inputs that keep the layer from being left, with what is wrong about each.
std::string incomplete_inputs(const Step& step) {
  std::string slugs;
  if constexpr (kTerse) return slugs;
  for (const Component& component : step.layer().components) {
    const Input* input = component.input();
    if (!input) continue;
    for (const Problem& problem : problems_of(step.state(), *input)) {
      slugs += join({slugs.empty() ? "" : ", ", input->slug, " (", to_text(problem.code), ")"});
    }
  }
  return slugs;
}

Refusal take_way(const Step& step, const Navigation& navigation) {
  if (!is_complete(step.funnel, step.state())) {
    return refuse(
        RefusalCode::layer_incomplete,
        {"The layer ", step.layer().id, " cannot be left: ", incomplete_inputs(step), "."});
  }
  const LayerIndex target = choose_target(step.funnel, step.state(), navigation);
  if (target == kNoLayer) {
    return refuse(RefusalCode::nowhere_to_go, {"No condition of the button holds."});
  }
  go_onward(step, target);
  return std::nullopt;
}

Refusal press(const Step& step, const std::string& id, const Button& button) {
  add_fact(step, FactKind::pressed, id);
  if (button.kind == ButtonKind::previous) return play_went_back(step);
  return take_way(step, button.navigation);
}

Refusal play_pressed(const Step& step, const Pressed& pressed) {
  if (is_one_at_a_time(step.state().header.channel)) {
    return refuse(RefusalCode::wrong_channel, {"This channel is answered by replies."});
  }
  const Layer& layer = step.layer();
  if (const Button* button = find_button(layer, pressed.button)) {
    return press(step, pressed.button, *button);
  }
  if (pressed.button == "next" && layer.next && !has_jump_button(layer)) {
    add_fact(step, FactKind::pressed, "next");
    return take_way(step, *layer.next);
  }
  return refuse(RefusalCode::unknown_button,
                {"The layer ", layer.id, " has no button ", pressed.button, "."}, "/input/button");
}

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
  Reading reading = read_reply(input, choices, replied);
  const bool empty = reading.value.is_null() && reading.problems.empty();
  if (empty && input.mandatory) reading.problems.push_back(Problem{ProblemCode::missing, {}});
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
    ask_again(step, nullptr, {Problem{ProblemCode::not_understood, {}}});
    return std::nullopt;
  }
  return press(step, choice->value, *button);
}

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

Refusal play_input(const Step& step, const EventInput& input) {
  if (const auto* answered = std::get_if<Answered>(&input)) return play_answered(step, *answered);
  if (const auto* pressed = std::get_if<Pressed>(&input)) return play_pressed(step, *pressed);
  if (const auto* replied = std::get_if<Replied>(&input)) return play_replied(step, *replied);
  if (std::holds_alternative<WentBack>(input)) return play_went_back(step);
  if (const auto* closed = std::get_if<Closed>(&input)) {
    close(step, closed->reason);
    return std::nullopt;
  }
  return refuse(RefusalCode::already_started, {"The session has begun already."}, "/kind");
}

Refusal check_turn(const State& state, const Event& event) {
  if (state.events == 0) {
    return refuse(RefusalCode::not_started, {"A log begins with its header."}, "/kind");
  }
  if (state.status == SessionStatus::completed || state.status == SessionStatus::closed) {
    return refuse(RefusalCode::ended, {"The session has ended."});
  }
  const bool closes = std::holds_alternative<Closed>(event.input);
  if (state.events >= static_cast<std::int64_t>(kMaxEvents) && !closes) {
    return refuse(RefusalCode::too_many_events, {"The session's log is full."});
  }
  return std::nullopt;
}

/// Counts the event in when it fits, else puts the state before it back.
Transition settled(Transition transition, State before, Refusal refusal, const Event& event) {
  if (refusal) {
    Transition refused;
    refused.state = std::move(before);
    refused.refused = std::move(refusal);
    return refused;
  }
  ++transition.state.events;
  transition.state.last_at_ms = event.t_wall;
  return transition;
}

}  // namespace

Transition start(const Funnel& funnel, const Event& header) {
  const auto* started = std::get_if<Started>(&header.input);
  if (!started) {
    return settled({}, {}, refuse(RefusalCode::not_started, {"A log begins with its header."}),
                   header);
  }
  if (Refusal refusal = check_header(funnel, *started)) return settled({}, {}, refusal, header);
  Transition transition;
  transition.state.header = *started;
  transition.state.started_at_ms = header.t_wall;
  enter(Step{funnel, transition}, funnel->config.start_layer);
  return settled(std::move(transition), {}, std::nullopt, header);
}

Transition advance(const Funnel& funnel, State state, const Event& event) {
  if (Refusal refusal = check_turn(state, event)) {
    return settled({}, std::move(state), std::move(refusal), event);
  }
  Transition transition;
  transition.state = state;
  Refusal refusal = play_input(Step{funnel, transition}, event.input);
  return settled(std::move(transition), std::move(state), std::move(refusal), event);
}

Replay replay(const Funnel& funnel, std::span<const Event> events) {
  Replay result;
  for (const Event& event : events) {
    Transition step = result.accepted == 0 ? start(funnel, event)
                                           : advance(funnel, result.transition.state, event);
    result.transition.state = std::move(step.state);
    if (step.refused) {
      result.transition.refused = std::move(step.refused);
      return result;
    }
    ++result.accepted;
    for (Fact& fact : step.facts) result.transition.facts.push_back(std::move(fact));
    for (Effect& effect : step.effects) result.transition.effects.push_back(std::move(effect));
  }
  return result;
}

}  // namespace tundish
