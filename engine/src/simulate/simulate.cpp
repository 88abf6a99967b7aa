#include "tundish/simulate.hpp"

#include <algorithm>

#include "simulate/counts.hpp"
#include "simulate/scouting.hpp"
#include "simulate/stepper.hpp"
#include "simulate/visitor.hpp"

namespace tundish {

namespace {

constexpr std::uint64_t kScouts = 0x5C0075;  ///< so that scouts are not the visitors again

/// Everything that sessions of one simulation share.
class Play {
 public:
  Play(const Funnel& funnel, const SimulateOptions& options)
      : plan_(funnel, options),
        edges_(*plan_.funnel(), plan_.channels()),
        counts_(plan_, edges_),
        stepper_(plan_, edges_),
        steps_(std::clamp(options.steps, 1, kMaxSimulatedSteps)) {}

  Simulation run() {
    const SimulateOptions& options = plan_.options();
    const std::int64_t sessions =
        std::clamp<std::int64_t>(options.sessions, 0, kMaxSimulatedSessions);
    for (std::int64_t i = 0; i < sessions; ++i) {
      const auto number = static_cast<std::uint64_t>(i);
      Chance chance(options.seed, number);
      play_session(number, nullptr, chance);
    }
    return counts_.report(options, scout());
  }

 private:
  int scout() {
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

  void play_session(std::uint64_t number, const Wishes* wishes, Chance& chance) {
    Visitor visitor(plan_, wishes);
    Started header = plan_.draw_header(chance, number, wishes);
    counts_.begin(header.channel);
    stepper_.begin(std::move(header), plan_.draw_clock(chance, wishes));
    counts_.add(stepper_.outcome(), kNoLayer);
    std::string_view stopped = "cut";
    std::string_view reason;
    int steps = 0;
    for (; steps < steps_; ++steps) {
      look(plan_.funnel(), stepper_.state(), situation_);
      const Move move = visitor.next(situation_, chance);
      if (move.kind == MoveKind::leave || move.kind == MoveKind::stuck) {
        const bool is_stuck = move.kind == MoveKind::stuck;
        stopped = is_stuck ? "stuck" : "abandoned";
        if (is_stuck) reason = why_stuck(move);
        break;
      }
      make(move, wishes, visitor, chance);
    }
    counts_.end(stepper_.state(), stopped, reason, steps);
  }

  std::string_view why_stuck(const Move& move) const {
    if (move.component >= 0) return "no_answer_fits";
    if (stepper_.outcome().refused) return to_text(*stepper_.outcome().refused);
    return stepper_.outcome().is_asked_again ? "not_understood" : "nothing_to_press";
  }

  void make(const Move& move, const Wishes* wishes, Visitor& visitor, Chance& chance) {
    const LayerIndex at = stepper_.state().layer;
    stepper_.make(situation_, move, wishes, chance);
    const Outcome& outcome = stepper_.outcome();
    counts_.add(outcome, at);
    if (outcome.refused || outcome.is_asked_again) {
      visitor.hear(outcome.entered.empty() ? Went::refused : Went::onward);
      return;
    }
    visitor.hear(outcome.entered.empty() ? Went::stayed : Went::onward);
    note_option(move);
  }

  void note_option(const Move& move) {
    if (move.kind == MoveKind::answer) {
      const Pool& pool = plan_.pool(situation_.channel, situation_.layer, move.component);
      counts_.add_options(pool.fitting[static_cast<std::size_t>(move.index)].options);
    }
    if (move.kind != MoveKind::press || move.index < 0) return;
    const Layer& layer = plan_.funnel()->layers[static_cast<std::size_t>(situation_.layer)];
    const Component& here =
        on_channel(layer.components[static_cast<std::size_t>(move.component)], situation_.channel);
    const std::string& value = here.message()->items[static_cast<std::size_t>(move.index)].value;
    counts_.add_option(plan_.find_option(situation_.layer, move.component, value));
  }

  Plan plan_;
  Edges edges_;
  Counts counts_;
  Stepper stepper_;
  Situation situation_;
  int steps_;
};

}  // namespace

Simulation simulate(const Funnel& funnel, const SimulateOptions& options) {
  return Play(funnel, options).run();
}

}  // namespace tundish
