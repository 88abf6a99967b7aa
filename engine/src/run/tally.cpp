#include "tundish/tally.hpp"

#include <algorithm>

namespace tundish {

namespace {

LayerTally& of_layer(Tally& sums, const std::string& id) {
  auto at = std::lower_bound(sums.layers.begin(), sums.layers.end(), id,
                             [](const LayerTally& t, const std::string& i) { return t.layer < i; });
  if (at == sums.layers.end() || at->layer != id) {
    LayerTally added;
    added.layer = id;
    at = sums.layers.insert(at, std::move(added));
  }
  return *at;
}

bool is_counted(const State& state) {
  return state.events > 1 || (state.events == 1 && state.status != SessionStatus::in_progress);
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

}  // namespace

Tally tally(Tally sums, const Funnel& funnel, const State& before, const Transition& step) {
  if (step.refused || !is_counted(step.state)) return sums;
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
  for (const Fact& fact : step.facts) {
    if (fact.kind == FactKind::completed) ++sums.completions;
    if (fact.kind == FactKind::converted) ++sums.conversions;
    if (fact.kind == FactKind::closed) ++sums.closed;
  }
  return sums;
}

}  // namespace tundish
