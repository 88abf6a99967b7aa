#include "tundish/tally.hpp"

#include <algorithm>

namespace tundish {

namespace {

/// The entry of that key among those that are sorted by it, added when there is none.
template <typename Entry, typename Key>
Entry& entry_of(std::vector<Entry>& entries, Key Entry::*key, const Key& wanted) {
  auto at =
      std::lower_bound(entries.begin(), entries.end(), wanted,
                       [key](const Entry& one, const Key& value) { return one.*key < value; });
  if (at == entries.end() || (*at).*key != wanted) {
    Entry added;
    added.*key = wanted;
    at = entries.insert(at, std::move(added));
  }
  return *at;
}

LayerTally& of_layer(Tally& sums, const std::string& id) {
  return entry_of(sums.layers, &LayerTally::layer, id);
}

/// The layers of `after` that are not in `before`, each once.
std::vector<LayerIndex> fresh(const std::vector<LayerIndex>& before,
                              const std::vector<LayerIndex>& after) {
  std::vector<LayerIndex> found;
  for (LayerIndex layer : after) {
    if (std::find(before.begin(), before.end(), layer) != before.end()) continue;
    if (std::find(found.begin(), found.end(), layer) == found.end()) found.push_back(layer);
  }
  return found;
}

bool holds(const std::vector<LayerIndex>& layers, LayerIndex wanted) {
  return std::find(layers.begin(), layers.end(), wanted) != layers.end();
}

struct Move {
  LayerIndex from = kNoLayer;
  LayerIndex to = kNoLayer;
};

/// The ways onward that a step adds to those that were counted. Whatever is entered was led to
/// onward, but for the layer that is gone back to or begun anew with. The header's own ways are
/// counted with the first input, as it is.
std::vector<Move> moves_of(const State& before, const Transition& step) {
  std::vector<Move> moves;
  const std::vector<LayerIndex>& path = step.state.path;
  for (std::size_t i = 1; i < before.path.size() && !is_counted(before); ++i) {
    moves.push_back({path[i - 1], path[i]});
  }
  std::size_t at = before.path.size();
  bool is_onward = true;
  for (const Fact& fact : step.facts) {
    if (fact.kind == FactKind::went_back || fact.kind == FactKind::restarted) is_onward = false;
    if (fact.kind != FactKind::entered || at >= path.size()) continue;
    if (is_onward && at > 0) moves.push_back({path[at - 1], path[at]});
    is_onward = true;
    ++at;
  }
  return moves;
}

/// Whether a session has gone onward from a layer, to that one or (`kNoLayer`) anywhere. Whoever
/// goes back comes to a layer that was there before.
bool has_gone(const State& state, LayerIndex from, LayerIndex to) {
  const bool has_left = holds(state.completed, from);
  for (std::size_t i = 1; i < state.path.size(); ++i) {
    if (state.path[i - 1] != from || (to != kNoLayer && state.path[i] != to)) continue;
    const auto end = state.path.begin() + static_cast<std::ptrdiff_t>(i);
    if (has_left || std::find(state.path.begin(), end, state.path[i]) == end) return true;
  }
  return to == kNoLayer && has_left;
}

void add_ways(Tally& sums, const Funnel& funnel, const State& before, const Transition& step) {
  const auto id = [&funnel](LayerIndex layer) -> const std::string& {
    return funnel->layers[static_cast<std::size_t>(layer)].id;
  };
  const bool first = !is_counted(before);
  const std::vector<Move> moves = moves_of(before, step);
  for (auto move = moves.begin(); move != moves.end(); ++move) {
    const auto is_same = [&](const Move& one) {
      return one.from == move->from && one.to == move->to;
    };
    const auto is_of_same = [&](const Move& one) { return one.from == move->from; };
    const bool is_known = !first && has_gone(before, move->from, move->to);
    if (is_known || std::any_of(moves.begin(), move, is_same)) continue;
    LayerTally& layer = of_layer(sums, id(move->from));
    ++entry_of(layer.ways, &WayTally::to, id(move->to)).sessions;
    const bool has_passed = !first && has_gone(before, move->from, kNoLayer);
    if (!has_passed && std::none_of(moves.begin(), move, is_of_same)) ++layer.passed;
  }
}

/// Whether the session had a conversion: all but those of the layer where it is are behind it.
bool has_converted(const Funnel& funnel, const State& state) {
  const bool goes_on = state.status == SessionStatus::in_progress;
  for (std::size_t i = 0; i < state.path.size(); ++i) {
    const Layer& layer = funnel->layers[static_cast<std::size_t>(state.path[i])];
    const bool is_here = goes_on && i + 1 == state.path.size();
    if (layer.conversion && !(is_here && layer.type == LayerType::result)) return true;
    for (std::size_t k = 0; k < layer.actions.size(); ++k) {
      const bool is_done = !is_here || static_cast<int>(k) < state.component;
      if (layer.actions[k].conversion && is_done) return true;
    }
  }
  return false;
}

/// One step's facts. Layers that one event passes through kept nobody: only the one that it found
/// the visitor on was stayed on.
void add_facts(Tally& sums, const State& before, const Transition& step) {
  bool has_moved = false;
  for (const Fact& fact : step.facts) {
    if (fact.kind == FactKind::completed) ++sums.completions;
    if (fact.kind == FactKind::converted) ++sums.conversions;
    if (fact.kind == FactKind::closed) ++sums.closed;
    if (fact.kind == FactKind::entered) has_moved = true;
    if (fact.kind == FactKind::pressed) {
      LayerTally& layer = of_layer(sums, fact.layer);
      ++entry_of(layer.clicks, &ClickTally::component, fact.component).clicks;
    }
    if (fact.kind == FactKind::left && !has_moved) {
      LayerTally& layer = of_layer(sums, fact.layer);
      const int bin = stay_bin(step.state.last_at_ms - before.entered_at_ms);
      ++entry_of(layer.stays, &StayTally::bin, bin).count;
    }
  }
}

/// Adds the step to what was counted of its session, or of the part behind an experiment.
void add_step(Tally& sums, const Funnel& funnel, const State& before, const Transition& step) {
  const bool first = !is_counted(before);
  if (first) ++sums.sessions;
  const auto id = [&funnel](LayerIndex layer) -> const std::string& {
    return funnel->layers[static_cast<std::size_t>(layer)].id;
  };
  const std::vector<LayerIndex> none;
  for (LayerIndex layer : fresh(first ? none : before.path, step.state.path)) {
    ++of_layer(sums, id(layer)).reached;
  }
  for (LayerIndex layer : fresh(first ? none : before.completed, step.state.completed)) {
    ++of_layer(sums, id(layer)).completed;
  }
  add_ways(sums, funnel, before, step);
  const std::int64_t conversions = sums.conversions;
  add_facts(sums, before, step);
  const bool had_converted = !first && has_converted(funnel, before);
  if (sums.conversions > conversions && !had_converted) ++sums.converted;
}

Tally& of_arm(std::vector<ArmTally>& arms, const std::string& experiment,
              const std::string& variant) {
  for (ArmTally& arm : arms) {
    if (arm.experiment == experiment && arm.variant == variant) return arm.tally;
  }
  ArmTally added;
  added.experiment = experiment;
  added.variant = variant;
  arms.push_back(std::move(added));
  return arms.back().tally;
}

}  // namespace

bool is_counted(const State& state) {
  return state.events > 1 || (state.events == 1 && state.status != SessionStatus::in_progress);
}

Tallies tally(Tallies sums, const Funnel& funnel, const State& before, const Transition& step) {
  if (step.refused || !is_counted(step.state)) return sums;
  add_step(sums.all, funnel, before, step);
  for (const auto& [experiment, variant] : step.state.exposed.object()) {
    Tally& arm = of_arm(sums.arms, experiment, variant.text());
    const bool is_new = !before.exposed.find(experiment);
    // A session that was counted before it met the experiment is one of the arm from now on.
    if (is_new && is_counted(before)) ++arm.sessions;
    add_step(arm, funnel, before, step);
  }
  return sums;
}

namespace {

constexpr std::int64_t kUnitMs = 100;
constexpr std::int64_t kLongestStay = 24 * 60 * 60 * 1000 / kUnitMs;
constexpr int kBinsPerDoubling = 16;

}  // namespace

int stay_bin(std::int64_t milliseconds) {
  const std::int64_t units = std::clamp<std::int64_t>(milliseconds / kUnitMs, 0, kLongestStay);
  int doublings = 0;
  while ((units >> doublings) >= 2 * kBinsPerDoubling) ++doublings;
  return kBinsPerDoubling * doublings + static_cast<int>(units >> doublings);
}

std::int64_t stay_of_bin(int bin) {
  const int doublings = std::max(0, bin / kBinsPerDoubling - 1);
  const std::int64_t first = bin - kBinsPerDoubling * doublings;
  const std::int64_t width = kUnitMs << doublings;
  return first * width + width / 2;
}

}  // namespace tundish
