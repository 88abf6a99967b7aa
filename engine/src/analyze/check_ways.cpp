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

/// Whether the visitor, the server or the clock has its turn there.
bool pauses(const Action& action) {
  return action.kind == ActionKind::endpoint || action.kind == ActionKind::authenticate ||
         action.kind == ActionKind::wait || action.kind == ActionKind::close;
}

bool pauses(const Component& component) {
  if (component.input() || component.auth() || component.endpoint()) return true;
  if (component.button()) return component.button()->kind != ButtonKind::previous;
  const MessageAppearance look = component.message()->appearance;
  return look == MessageAppearance::quick_reply || look == MessageAppearance::list;
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
  void check_circles();
  bool flows_on(std::size_t layer) const;
  bool returns_to(std::size_t layer) const;

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
  check_circles();
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

// One component at a time, a layer where nothing is asked is left at once; an action layer always.
bool WayCheck::flows_on(std::size_t layer) const {
  const Layer& it = layers_[layer];
  if (it.max_visits > 0 || !it.next) return false;
  if (it.type == LayerType::action) {
    return std::none_of(it.actions.begin(), it.actions.end(),
                        [](const Action& one) { return pauses(one); });
  }
  const auto& channels = scope_.whole.channels;
  const bool talks = std::any_of(channels.begin(), channels.end(),
                                 [](Channel one) { return one != Channel::web; });
  bool stops = !talks || is_ending(it);
  each_component(it, layer, [&stops](const Component& one, const std::string&) {
    stops = stops || pauses(one);
  });
  return !stops;
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
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (!reachable_[i] || !flows_on(i) || !returns_to(i)) continue;
    const bool acts = layers_[i].type == LayerType::action;
    report(findings_, Severity::error, "cycle_without_progress", layer_pointer(i) + "/next",
           named(layers_[i]) +
               (acts ? " comes back to itself without an input, a wait or `max_visits`: this may "
                       "never end."
                     : " comes back to itself without asking anything: where one component is "
                       "shown at a time this never ends."));
  }
}

}  // namespace

void check_ways(const Scope& scope, Diagnostics& findings) { WayCheck(scope, findings).run(); }

}  // namespace tundish
