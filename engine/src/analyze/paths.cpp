#include "analyze/paths.hpp"

#include <algorithm>
#include <set>

namespace tundish {

namespace {

/// How often all layers may be looked at before it is given up.
constexpr std::size_t kMostRounds = 40;

bool has_fixed_value(const Input& input) {
  return input.mandatory && input.allow_overwrite && !input.is_hidden;
}

}  // namespace

Paths::Paths(const Scope& scope, const Followed& followed, const Ways& ways)
    : scope_(scope),
      layers_(scope.definition.layers),
      followed_(followed),
      entering_(layers_.size()),
      reached_(layers_.size()),
      waiting_(layers_.size()) {
  prepare(ways);
  walk(ways);
}

// A visitor who goes back finds the answers as they were, but those that were given, or made, on
// later layers are gone; and those of layers that are come to again may be others.
void Paths::prepare(const Ways& ways) {
  const std::vector<int> circles = ways.circles();
  for (std::size_t slug = 0; slug < followed_.size(); ++slug) {
    LayerSet setting(layers_.size());
    std::set<int> turning;
    for (const Setter& one : followed_.setters(slug)) {
      const auto layer = static_cast<std::size_t>(one.layer);
      setting[layer] = true;
      turning.insert(circles[layer]);
    }
    const LayerSet before = ways.leading_to(setting);
    std::vector<Change> changes(layers_.size());
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      if (!before[i]) continue;
      changes[i] = turning.count(circles[i]) > 0 ? Change::may_change : Change::may_go;
    }
    changes_.push_back(std::move(changes));
  }
}

void Paths::arrive(LayerIndex layer, const Facts& facts) {
  if (layer == kNoLayer) return;
  const auto at = static_cast<std::size_t>(layer);
  if (!reached_[at]) {
    reached_[at] = waiting_[at] = true;
    entering_[at] = facts;
    return;
  }
  Facts& known = entering_[at];
  for (std::size_t i = 0; i < known.size(); ++i) {
    const Domain both = joined(known[i], facts[i]);
    if (both == known[i]) continue;
    known[i] = both;
    waiting_[at] = true;
  }
}

void Paths::walk(const Ways& ways) {
  Domain none;
  none.absent = true;
  arrive(scope_.definition.config.start_layer, Facts(followed_.size(), none));
  arrive(scope_.definition.config.fatalistic_layer, Facts(followed_.size(), nothing_known()));
  const std::vector<LayerIndex> order = ways.order();
  for (std::size_t round = 0; round < kMostRounds; ++round) {
    bool changed = false;
    for (const LayerIndex one : order) {
      const auto layer = static_cast<std::size_t>(one);
      if (!waiting_[layer]) continue;
      waiting_[layer] = false;
      changed = true;
      leave(layer, ways);
    }
    if (!changed) return;
  }
  is_known_ = false;
}

Facts Paths::on(std::size_t layer) const {
  Facts facts = entering_[layer];
  for (std::size_t slug = 0; slug < facts.size(); ++slug) {
    const Change change = changes_[slug][layer];
    if (change == Change::none) continue;
    if (change == Change::may_change) facts[slug] = joined(facts[slug], followed_.all(slug));
    facts[slug].absent = true;
  }
  followed_.renew_score(facts);
  return facts;
}

void Paths::leave(std::size_t layer, const Ways& ways) {
  const Facts here = on(layer);
  const Layer& it = layers_[layer];
  for (const LayerIndex target : ways.aside(static_cast<LayerIndex>(layer))) arrive(target, here);
  arrive(it.authenticated_target_layer, here);
  each_component(it, layer, [&](const Component& one, const std::string&) {
    if (one.auth()) arrive(one.auth()->next, here);
  });
  if (ways.onward(static_cast<LayerIndex>(layer)).empty()) return;
  for (const WayPlace& way : ways_of(it, layer)) {
    Facts facts;
    if (leaving(layer, way, facts)) take(*way.ways, std::move(facts));
  }
}

bool Paths::leaving(std::size_t layer, const WayPlace& way, Facts& facts) const {
  const Layer& it = layers_[layer];
  facts = on(layer);
  if (way.button) {
    if (!followed_.assume_all(way.button->visible_if, facts)) return false;
    if (!followed_.assume_all(way.button->button()->enabled_if, facts)) return false;
  }
  const bool is_next = it.next && way.ways == &*it.next;
  if (way.button || is_next) demand_inputs(it, facts);
  compute(it, facts);
  return true;
}

void Paths::take(const Navigation& ways, Facts facts) {
  for (const Jump& jump : ways.jumps) {
    Facts narrowed = facts;
    if (followed_.assume_all(jump.conditions, narrowed)) {
      arrive(jump.target, narrowed);
      for (const Variant& variant : jump.variants) {
        if (variant.weight > 0) arrive(variant.target, narrowed);
      }
    }
    if (!followed_.assume_not_all(jump.conditions, facts)) return;
  }
  arrive(ways.target, facts);
}

// A layer is left with valid answers to all that is asked.
void Paths::demand_inputs(const Layer& layer, Facts& facts) const {
  for (const Component& component : layer.components) demand(component, facts);
}

void Paths::demand(const Component& component, Facts& facts) const {
  const Input* input = component.input();
  if (!input || !component.visible_if.empty() || !has_fixed_value(*input)) return;
  const int number = followed_.find(input->slug);
  if (number < 0) return;
  const auto slug = static_cast<std::size_t>(number);
  Domain given = followed_.given_by(*input, slug);
  for (const Alternative& one : component.alternatives) {
    const Input* other = one.component.input();
    if (!other || other->slug != input->slug || !has_fixed_value(*other)) return;
    given = joined(given, followed_.given_by(*other, slug));
  }
  given.absent = given.absent || given.list || given.object;  // empty ones
  facts[slug] = given;
}

void Paths::compute(const Layer& layer, Facts& facts) const {
  for (const Calculation& one : layer.calculations) forget(one.slug, facts);
  if (!layer.subfunnel) {
    for (const Component& component : layer.components) {
      each_form(component, {}, [&](const Component& one, const std::string&) {
        if (!one.endpoint()) return;
        for (const Mapping& made : one.endpoint()->call.response) forget(made.to, facts);
        for (const Value::Member& made : one.endpoint()->call.fallback.object()) {
          forget(made.name, facts);
        }
      });
    }
    return;
  }
  for (const Mapping& one : layer.subfunnel->out) forget(one.to, facts);
}

void Paths::forget(std::string_view slug, Facts& facts) const {
  const int number = followed_.find(slug);
  if (number >= 0) facts[static_cast<std::size_t>(number)] = nothing_known();
}

}  // namespace tundish
