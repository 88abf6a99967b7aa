#include "simulate/stepper.hpp"

#include <utility>

#include "simulate/make_event.hpp"

namespace tundish {

void Listener::chose(const Funnel&, const State& state, const Navigation& ways, LayerIndex target,
                     int jump, std::string_view variant) {
  Heard one;
  one.is_choice = true;
  one.from = state.layer;
  one.to = target;
  one.ways = &ways;
  one.jump = jump;
  one.variant = variant;
  heard.push_back(std::move(one));
}

void Listener::happened(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::entered:
    case FactKind::skipped:
    case FactKind::went_back:
    case FactKind::restarted:
    case FactKind::asked_again:
      break;
    default:
      return;
  }
  Heard one;
  one.kind = fact.kind;
  if (fact.kind == FactKind::skipped) one.layer = fact.layer;
  heard.push_back(std::move(one));
}

Stepper::Stepper(const Plan& plan, Edges& edges)
    : plan_(plan), edges_(edges), funnel_(plan.funnel().traced_by(listener_)) {}

void Stepper::begin(Started header, std::int64_t clock_ms) {
  event_ = Event();
  event_.t_wall = clock_ms;
  event_.uid = "0";
  event_.input = std::move(header);
  state_ = State();
  play(kNoLayer);
}

void Stepper::make(const Situation& situation, const Move& move, const Wishes* wishes,
                   Chance& chance) {
  event_.seq += 1;
  event_.uid = std::to_string(event_.seq);
  make_event(plan_, state_, situation, move, wishes, chance, event_);
  play(state_.layer);
}

void Stepper::play(LayerIndex before) {
  listener_.heard.clear();
  outcome_.entered.clear();
  outcome_.refused.reset();
  outcome_.is_asked_again = false;
  const std::size_t known = state_.path.size();
  Transition step =
      before == kNoLayer ? start(funnel_, event_) : advance(funnel_, std::move(state_), event_);
  state_ = std::move(step.state);
  if (step.refused) {
    outcome_.refused = step.refused->code;
    return;
  }
  follow(before, known);
}

/// Puts together what was heard: each layer that was come to, and by which way.
void Stepper::follow(LayerIndex at, std::size_t known) {
  std::vector<const Listener::Heard*> choices;
  FactKind cause = FactKind::left;
  for (const Listener::Heard& one : listener_.heard) {
    const bool is_skipped = !one.is_choice && one.kind == FactKind::skipped;
    if (one.is_choice) {
      choices.push_back(&one);
    } else if (one.kind == FactKind::asked_again) {
      outcome_.is_asked_again = true;
    } else if (!is_skipped && one.kind != FactKind::entered) {
      cause = one.kind;
    } else {
      const LayerIndex layer = is_skipped ? find_layer(*funnel_, one.layer) : state_.path[known++];
      // The way behind a layer is chosen before that is passed over.
      const Listener::Heard* behind = nullptr;
      if (is_skipped && !choices.empty() && choices.back()->from == layer) {
        behind = choices.back();
        choices.pop_back();
      }
      const Listener::Heard* choice = choices.empty() ? nullptr : choices.back();
      if (choice) at = choice->from;
      outcome_.entered.push_back({edge_of(at, layer, choice, cause), layer, is_skipped});
      choices.clear();
      if (behind) choices.push_back(behind);
      at = layer;
      cause = FactKind::left;
    }
  }
}

int Stepper::edge_of(LayerIndex from, LayerIndex to, const Listener::Heard* choice,
                     FactKind cause) {
  if (from == kNoLayer) return -1;
  if (cause == FactKind::went_back) return edges_.met(from, to, "back");
  if (cause == FactKind::restarted) return edges_.met(from, to, "restart");
  if (choice && choice->to == to) {
    const int edge = edges_.find_chosen(from, *choice->ways, choice->jump, choice->variant, to);
    if (edge >= 0) return edge;
  }
  const int other = edges_.find_other(from, to);
  return other >= 0 ? other : edges_.met(from, to, "moved");
}

}  // namespace tundish
