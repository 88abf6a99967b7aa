#include "run/answers.hpp"
#include "run/effects.hpp"
#include "run/gestures.hpp"
#include "run/operands.hpp"
#include "run/say.hpp"
#include "run/visible.hpp"
#include "support/join.hpp"
#include "support/terse.hpp"

namespace tundish {

namespace {

/// The inputs that keep the layer from being left, with what is wrong about each.
std::string whats_missing(const Step& step) {
  std::string slugs;
  if constexpr (kTerse) return slugs;
  for (const Input* input : incomplete_inputs(step.funnel, step.state())) {
    for (const Problem& problem : problems_of(step.state(), *input)) {
      slugs += join({slugs.empty() ? "" : ", ", input->slug, problem.pointer, " (",
                     to_text(problem.code), ": ", problem_words(problem), ")"});
    }
  }
  return slugs;
}

/// Begins again with the visitor as they are and what they came with.
void restart(const Step& step) {
  add_fact(step, FactKind::restarted);
  State& state = step.state();
  state.answers.clear();
  state.trail.clear();
  state.completed.clear();
  state.skipped.clear();
  state.pending.clear();
  state.leaving.clear();
  state.outcomes = Value();
  begin(step);
}

/// What opens an address or dials a number is the painter's to do; a chat is told it once more.
void open(const Step& step, const std::string& id) {
  const Channel channel = step.state().header.channel;
  if (!is_one_at_a_time(channel)) return;
  if (const Component* component = find_button(step.layer(), id, channel)) say(step, *component);
}

Refusal raise(const Step& step, const Button& button, const std::string& id) {
  add_fact(step, FactKind::triggered, id, {}, button.event);
  return button.navigation.leads_nowhere() ? std::nullopt : take_way(step, button.navigation);
}

}  // namespace

Refusal play_went_back(const Step& step) {
  if (layer_before(step.funnel, step.state()) == kNoLayer) {
    return refuse(RefusalCode::nowhere_to_go, {"There is no layer before this one."});
  }
  go_back(step);
  return std::nullopt;
}

Refusal take_way(const Step& step, const Navigation& navigation) {
  if (is_waiting(step.funnel, step.state())) {
    return refuse(RefusalCode::waiting,
                  {"An answer is awaited, or a proof of who the visitor is."});
  }
  if (!is_complete(step.funnel, step.state())) {
    return refuse(RefusalCode::layer_incomplete,
                  {"The layer ", step.layer().id, " cannot be left: ", whats_missing(step), "."});
  }
  if (follow(step, navigation)) return std::nullopt;
  return refuse(RefusalCode::nowhere_to_go, {"No condition of the button holds."});
}

Refusal press(const Step& step, const std::string& id, const Button& button) {
  if (!hold_now(step.funnel, step.state(), button.enabled_if)) {
    return refuse(RefusalCode::disabled, {"The button ", id, " cannot be pressed now."},
                  "/input/button");
  }
  add_fact(step, FactKind::pressed, id);
  switch (button.kind) {
    case ButtonKind::jump:
      return take_way(step, button.navigation);
    case ButtonKind::previous:
      return play_went_back(step);
    case ButtonKind::restart:
      restart(step);
      return std::nullopt;
    case ButtonKind::link:
    case ButtonKind::call:
      open(step, id);
      return std::nullopt;
    case ButtonKind::event:
      break;
  }
  return raise(step, button, id);
}

}  // namespace tundish
