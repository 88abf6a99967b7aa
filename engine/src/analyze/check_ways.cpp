#include <algorithm>

#include "analyze/checks.hpp"
#include "analyze/places.hpp"
#include "analyze/ways.hpp"
#include "support/ending.hpp"

namespace tundish {

namespace {

std::string named(const Layer& layer) { return "The layer `" + layer.id + "`"; }

bool closes(const Layer& layer) {
  return std::any_of(layer.actions.begin(), layer.actions.end(),
                     [](const Action& one) { return one.kind == ActionKind::close; });
}

/// A session may be over there, or have come once too often.
bool may_end(const Layer& layer) {
  return is_ending(layer) || closes(layer) || layer.max_visits > 0;
}

/// A jump button that is there whatever happens.
bool always_offers_way(const Layer& layer) {
  return std::any_of(layer.components.begin(), layer.components.end(), [](const Component& one) {
    const bool is_jump = one.button() && one.button()->kind == ButtonKind::jump;
    return is_jump && one.visible_if.empty() && one.alternatives.empty();
  });
}

class WayCheck {
 public:
  WayCheck(const Scope& scope, Diagnostics& findings)
      : scope_(scope),
        layers_(scope.definition.layers),
        ways_(scope.definition),
        findings_(findings) {}

  void run();

 private:
  LayerSet having_type(LayerType type) const;
  void check_layer(std::size_t layer);

  const Scope& scope_;
  const std::vector<Layer>& layers_;
  Ways ways_;
  Diagnostics& findings_;
  LayerSet reachable_, leading_to_end_;
};

LayerSet WayCheck::having_type(LayerType type) const {
  LayerSet found;
  for (const Layer& layer : layers_) found.push_back(layer.type == type);
  return found;
}

void WayCheck::run() {
  const Config& config = scope_.definition.config;
  std::vector<LayerIndex> begin{config.start_layer};
  if (config.fatalistic_layer != kNoLayer) begin.push_back(config.fatalistic_layer);
  reachable_ = ways_.reachable_from(begin);
  const LayerSet to_result = ways_.leading_to(having_type(LayerType::result));
  const auto start = static_cast<std::size_t>(config.start_layer);
  LayerSet ends;
  for (const Layer& layer : layers_) ends.push_back(may_end(layer));
  leading_to_end_ = ways_.leading_well_to(ends);
  if (!to_result[start]) {
    // A subfunnel may be there to turn visitors away.
    const Severity severity = scope_.is_part() ? Severity::warning : Severity::error;
    report(findings_, severity, "no_result_reachable", layer_pointer(start),
           "No way from the start leads to a layer of type result: no session can be completed.");
  }
  for (std::size_t i = 0; i < layers_.size(); ++i) check_layer(i);
}

void WayCheck::check_layer(std::size_t layer) {
  const Layer& it = layers_[layer];
  if (!reachable_[layer]) {
    report(findings_, Severity::warning, "unreachable_layer", layer_pointer(layer),
           named(it) + " can not be reached from the start.");
  }
  if (it.next && always_offers_way(it) && !it.allow_skip) {
    report(findings_, Severity::warning, "unused_next", layer_pointer(layer) + "/next",
           named(it) + " has a jump button: its `next` is never taken.");
  }
  if (is_ending(it) || closes(it)) return;
  if (ways_.onward(static_cast<LayerIndex>(layer)).empty()) {
    report(findings_, Severity::error, "dead_end", layer_pointer(layer),
           named(it) + " has no way onward: it needs a jump button or `next`.");
  } else if (reachable_[layer] && !leading_to_end_[layer]) {
    report(findings_, Severity::error, "dead_end", layer_pointer(layer),
           named(it) + " leads to no end: every way from here comes back or stops.");
  }
}

}  // namespace

void check_ways(const Scope& scope, Diagnostics& findings) { WayCheck(scope, findings).run(); }

}  // namespace tundish
