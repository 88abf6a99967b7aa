#include <algorithm>

#include "analyze/checks.hpp"
#include "analyze/ways.hpp"
#include "run/answers.hpp"
#include "support/ending.hpp"

namespace tundish {

namespace {

std::string pointer_to(std::size_t layer) { return "/layers/" + std::to_string(layer); }

std::string named(const Layer& layer) { return "The layer `" + layer.id + "`"; }

class WayCheck {
 public:
  WayCheck(const Definition& definition, Diagnostics& findings)
      : layers_(definition.layers),
        definition_(definition),
        ways_(definition),
        findings_(findings) {}

  void run();

 private:
  LayerSet having_type(LayerType type) const;
  void check_layer(std::size_t layer);
  void check_circles();
  bool flows_on(std::size_t layer) const;
  bool returns_to(std::size_t layer) const;

  const std::vector<Layer>& layers_;
  const Definition& definition_;
  Ways ways_;
  Diagnostics& findings_;
  LayerSet reachable_, leading_to_end_;
  bool reaches_result_ = false;
};

LayerSet WayCheck::having_type(LayerType type) const {
  LayerSet found;
  for (const Layer& layer : layers_) found.push_back(layer.type == type);
  return found;
}

void WayCheck::run() {
  const Config& config = definition_.config;
  std::vector<LayerIndex> begin{config.start_layer};
  if (config.fatalistic_layer != kNoLayer) begin.push_back(config.fatalistic_layer);
  reachable_ = ways_.reachable_from(begin);
  const LayerSet to_result = ways_.leading_to(having_type(LayerType::result));
  const auto start = static_cast<std::size_t>(config.start_layer);
  reaches_result_ = to_result[start];
  LayerSet ends;
  for (const Layer& layer : layers_) ends.push_back(is_ending(layer));
  leading_to_end_ = ways_.leading_to(ends);
  if (!reaches_result_) {
    report(findings_, Severity::error, "no_result_reachable", pointer_to(start),
           "No way from the start leads to a layer of type result: no session can be completed.");
  }
  for (std::size_t i = 0; i < layers_.size(); ++i) check_layer(i);
  check_circles();
}

void WayCheck::check_layer(std::size_t layer) {
  const Layer& it = layers_[layer];
  if (!reachable_[layer]) {
    report(findings_, Severity::warning, "unreachable_layer", pointer_to(layer),
           named(it) + " can not be reached from the start.");
  }
  if (has_jump_button(it) && it.next) {
    report(findings_, Severity::warning, "unused_next", pointer_to(layer) + "/next",
           named(it) + " has a jump button: its `next` is never taken.");
  }
  if (is_ending(it)) return;
  if (ways_.onward(static_cast<LayerIndex>(layer)).empty()) {
    report(findings_, Severity::error, "dead_end", pointer_to(layer),
           named(it) + " has no way onward: it needs a jump button or `next`.");
  } else if (reachable_[layer] && !leading_to_end_[layer]) {
    report(findings_, Severity::error, "dead_end", pointer_to(layer),
           named(it) + " leads to no end: every way from here comes back or stops.");
  }
}

// One component at a time, a layer without an input and a jump button is left at once.
bool WayCheck::flows_on(std::size_t layer) const {
  const Layer& it = layers_[layer];
  return it.next && !has_jump_button(it) && !has_input(it) && !is_ending(it);
}

bool WayCheck::returns_to(std::size_t layer) const {
  LayerSet seen(layers_.size());
  std::vector<std::size_t> open{layer};
  while (!open.empty()) {
    const std::size_t from = open.back();
    open.pop_back();
    for (const LayerIndex target : ways_.onward(static_cast<LayerIndex>(from))) {
      const auto to = static_cast<std::size_t>(target);
      if (to == layer) return true;
      if (seen[to] || !flows_on(to)) continue;
      seen[to] = true;
      open.push_back(to);
    }
  }
  return false;
}

void WayCheck::check_circles() {
  const auto& channels = definition_.channels;
  const bool is_conversational = std::any_of(channels.begin(), channels.end(),
                                             [](Channel one) { return one != Channel::web; });
  if (!is_conversational) return;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (!reachable_[i] || !flows_on(i) || !returns_to(i)) continue;
    report(findings_, Severity::error, "cycle_without_progress", pointer_to(i) + "/next",
           named(layers_[i]) +
               " comes back to itself without asking anything: where one component is shown at a "
               "time this never ends.");
  }
}

}  // namespace

void check_ways(const Definition& definition, Diagnostics& findings) {
  WayCheck(definition, findings).run();
}

}  // namespace tundish
