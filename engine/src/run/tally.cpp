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
  add_facts(sums, before, step);
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
