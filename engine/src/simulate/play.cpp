#include "simulate/play.hpp"

#include <algorithm>
#include <utility>

#include "simulate/make_event.hpp"
#include "simulate/scouting.hpp"

namespace tundish {

namespace {

constexpr std::uint64_t kScouts = 0x5C0075;  ///< so that scouts are not the visitors again

bool is_over(const Move& move) {
  return move.kind == MoveKind::leave || move.kind == MoveKind::stuck;
}

std::string_view why_stuck(const Move& move, const Outcome& last) {
  if (move.kind != MoveKind::stuck) return {};
  if (move.component >= 0) return "no_answer_fits";
  if (last.refused) return to_text(*last.refused);
  return last.is_asked_again ? "not_understood" : "nothing_to_press";
}

std::string_view why_stopped(const Move& move) {
  return move.kind == MoveKind::stuck ? "stuck" : "abandoned";
}

}  // namespace

Play::Play(const Funnel& funnel, const SimulateOptions& options, Shortcutting shortcutting)
    : plan_(funnel, options),
      edges_(*plan_.funnel(), plan_.channels()),
      counts_(plan_, edges_),
      stepper_(plan_, edges_),
      shortcuts_(plan_),
      takes_shortcuts_(shortcutting == Shortcutting::taken && shortcuts_.can_be_taken()),
      visitor_(plan_, nullptr),
      steps_(std::clamp(options.steps, 1, kMaxSimulatedSteps)) {}

Simulation Play::run() {
  const SimulateOptions& options = plan_.options();
  const std::int64_t sessions =
      std::clamp<std::int64_t>(options.sessions, 0, kMaxSimulatedSessions);
  for (std::int64_t i = 0; i < sessions; ++i) {
    const auto number = static_cast<std::uint64_t>(i);
    Chance chance(options.seed, number);
    if (takes_shortcuts_) {
      play_remembered(number, chance);
    } else {
      play_session(number, nullptr, chance);
    }
  }
  return counts_.report(options, scout());
}

int Play::scout() {
  const int most = std::clamp(plan_.options().scouts, 0, kMaxScouts);
  counts_.begin_scouting();
  Scouting scouting(plan_, edges_, counts_);
  int scouts = 0;
  for (; scouts < most; ++scouts) {
    const auto number = static_cast<std::uint64_t>(scouts);
    Chance chance(plan_.options().seed ^ kScouts, number);
    const std::optional<Wishes> wishes = scouting.next(chance);
    if (!wishes) break;
    play_session(number, &*wishes, chance);
  }
  return scouts;
}

void Play::play_session(std::uint64_t number, const Wishes* wishes, Chance& chance) {
  Visitor visitor(plan_, wishes);
  const Plan::Start start = plan_.draw_start(chance, number);
  Started header = plan_.draw_header(start, chance, wishes);
  counts_.begin(header.channel);
  stepper_.begin(std::move(header), plan_.draw_clock(chance, wishes));
  counts_.add(stepper_.outcome(), kNoLayer);
  play_on(visitor, wishes, 0, chance);
}

void Play::play_on(Visitor& visitor, const Wishes* wishes, int steps, Chance& chance) {
  for (; steps < steps_; ++steps) {
    look(plan_.funnel(), stepper_.state(), situation_);
    const Move move = visitor.next(situation_, chance);
    if (is_over(move)) {
      const std::string_view reason = why_stuck(move, stepper_.outcome());
      counts_.end(counts_.ending_of(stepper_.state(), why_stopped(move), reason), steps);
      return;
    }
    stepper_.make(situation_, move, wishes, chance);
    note(situation_, move, stepper_.outcome(), visitor);
  }
  counts_.end(counts_.ending_of(stepper_.state(), "cut", {}), steps);
}

void Play::play_remembered(std::uint64_t number, Chance& chance) {
  const Plan::Start start = plan_.draw_start(chance, number);
  const std::int64_t clock_ms = plan_.draw_clock(chance, nullptr);
  counts_.begin(plan_.channel_of(start));
  const std::size_t began = plan_.place_of(start);
  const Shortcuts::Arc* arc = shortcuts_.find_start(began);
  if (!arc) {
    stepper_.begin(plan_.draw_header(start, chance, nullptr), clock_ms);
    const int place = shortcuts_.place_of(stepper_.state());
    arc = shortcuts_.add_start(began, stepper_.outcome(), place);
  }
  counts_.add(arc->outcome, kNoLayer);
  visitor_.begin();
  int at = arc->to;
  for (int steps = 0; steps < steps_; ++steps) {
    Shortcuts::Place& place = shortcuts_.there(at);
    const Move move = visitor_.next(place.situation, chance);
    if (is_over(move)) {
      counts_.end(ending_at(place, move, arc->outcome), steps);
      return;
    }
    arc = shortcuts_.find(place, move);
    if (arc) {
      pass_event(chance);
    } else {
      arc = explore(at, move, chance);
    }
    note(place.situation, move, arc ? arc->outcome : stepper_.outcome(), visitor_);
    if (!arc) return play_on(visitor_, nullptr, steps + 1, chance);
    at = arc->to;
  }
  counts_.end(counts_.ending_of(shortcuts_.there(at).state, "cut", {}), steps_);
}

const Shortcuts::Arc* Play::explore(int place, const Move& move, Chance& chance) {
  const Shortcuts::Place& from = shortcuts_.there(place);
  stepper_.resume(from.state);
  stepper_.make(from.situation, move, nullptr, chance);
  const int to = shortcuts_.place_of(stepper_.state());
  return shortcuts_.add(place, move, stepper_.outcome(), to);
}

int Play::ending_at(Shortcuts::Place& place, const Move& move, const Outcome& last) {
  if (move.kind == MoveKind::stuck) {
    return counts_.ending_of(place.state, why_stopped(move), why_stuck(move, last));
  }
  int& known = place.situation.has_ended ? place.ending : place.abandoned;
  if (known < 0) known = counts_.ending_of(place.state, why_stopped(move), {});
  return known;
}

void Play::note(const Situation& situation, const Move& move, const Outcome& outcome,
                Visitor& visitor) {
  counts_.add(outcome, situation.layer);
  const bool fails = outcome.refused || outcome.is_asked_again;
  if (!outcome.entered.empty()) {
    visitor.hear(Went::onward);
  } else {
    visitor.hear(fails ? Went::refused : Went::stayed);
  }
  if (!fails) note_option(situation, move);
}

void Play::note_option(const Situation& situation, const Move& move) {
  if (move.kind == MoveKind::answer) {
    const Pool& pool = plan_.pool(situation.channel, situation.layer, move.component);
    counts_.add_options(pool.fitting[static_cast<std::size_t>(move.index)].options);
  }
  if (move.kind != MoveKind::press || move.index < 0) return;
  const Layer& layer = plan_.funnel()->layers[static_cast<std::size_t>(situation.layer)];
  const Component& here =
      on_channel(layer.components[static_cast<std::size_t>(move.component)], situation.channel);
  const std::string& value = here.message()->items[static_cast<std::size_t>(move.index)].value;
  counts_.add_option(plan_.find_option(situation.layer, move.component, value));
}

}  // namespace tundish
