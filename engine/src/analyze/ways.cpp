#include "analyze/ways.hpp"

#include <algorithm>

#include "analyze/places.hpp"

namespace tundish {

namespace {

using Edges = std::vector<std::vector<LayerIndex>>;

void add(LayerIndex target, std::vector<LayerIndex>& targets) {
  if (target != kNoLayer) targets.push_back(target);
}

void add_targets(const Navigation& navigation, std::vector<LayerIndex>& targets) {
  for (const Jump& jump : navigation.jumps) {
    add(jump.target, targets);
    for (const Variant& variant : jump.variants) add(variant.target, targets);
  }
  add(navigation.target, targets);
}

bool closes(const Layer& layer) {
  return std::any_of(layer.actions.begin(), layer.actions.end(),
                     [](const Action& one) { return one.kind == ActionKind::close; });
}

std::vector<LayerIndex> onward_from(const Layer& layer, std::size_t index) {
  std::vector<LayerIndex> targets;
  if (closes(layer)) return targets;
  for (const WayPlace& one : ways_of(layer, index)) add_targets(*one.ways, targets);
  each_component(layer, index, [&targets](const Component& one, const std::string&) {
    if (one.auth()) add(one.auth()->next, targets);
  });
  add(layer.authenticated_target_layer, targets);
  return targets;
}

std::vector<LayerIndex> aside_from(const Layer& layer, std::size_t index) {
  std::vector<LayerIndex> targets;
  add(layer.on_error, targets);
  add(layer.unauthenticated_target_layer, targets);
  if (layer.subfunnel) add(layer.subfunnel->on_fatalistic, targets);
  each_component(layer, index, [&targets](const Component& one, const std::string&) {
    for (const LayerIndex target : targets_of(one)) add(target, targets);
  });
  for (const Action& action : layer.actions) {
    add(action.on_error, targets);
    add(action.call.offline_target, targets);
  }
  return targets;
}

LayerSet walk(const Edges& edges, std::vector<LayerIndex> open) {
  LayerSet seen(edges.size());
  for (const LayerIndex layer : open) seen[static_cast<std::size_t>(layer)] = true;
  while (!open.empty()) {
    const auto layer = static_cast<std::size_t>(open.back());
    open.pop_back();
    for (const LayerIndex target : edges[layer]) {
      if (seen[static_cast<std::size_t>(target)]) continue;
      seen[static_cast<std::size_t>(target)] = true;
      open.push_back(target);
    }
  }
  return seen;
}

LayerSet walk_back(const Edges& edges, const LayerSet& ends) {
  Edges back(edges.size());
  std::vector<LayerIndex> open;
  for (std::size_t from = 0; from < edges.size(); ++from) {
    if (ends[from]) open.push_back(static_cast<LayerIndex>(from));
    for (const LayerIndex target : edges[from]) {
      back[static_cast<std::size_t>(target)].push_back(static_cast<LayerIndex>(from));
    }
  }
  return walk(back, std::move(open));
}

/// Layers in the order in which a walk in depth leaves them.
std::vector<LayerIndex> left_in_order(const Edges& edges) {
  std::vector<LayerIndex> left;
  std::vector<std::size_t> taken(edges.size());
  LayerSet seen(edges.size());
  for (std::size_t first = 0; first < edges.size(); ++first) {
    if (seen[first]) continue;
    seen[first] = true;
    std::vector<std::size_t> open{first};
    while (!open.empty()) {
      const std::size_t layer = open.back();
      if (taken[layer] == edges[layer].size()) {
        left.push_back(static_cast<LayerIndex>(layer));
        open.pop_back();
        continue;
      }
      const auto target = static_cast<std::size_t>(edges[layer][taken[layer]++]);
      if (seen[target]) continue;
      seen[target] = true;
      open.push_back(target);
    }
  }
  return left;
}

}  // namespace

std::vector<LayerIndex> targets_of(const Component& component) {
  std::vector<LayerIndex> targets;
  if (const Endpoint* endpoint = component.endpoint()) {
    add(endpoint->on_error, targets);
    add(endpoint->call.offline_target, targets);
  }
  if (component.auth()) add(component.auth()->on_failure, targets);
  return targets;
}

Ways::Ways(const Definition& definition) {
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    onward_.push_back(onward_from(definition.layers[i], i));
    aside_.push_back(aside_from(definition.layers[i], i));
    all_.push_back(onward_.back());
    all_.back().insert(all_.back().end(), aside_.back().begin(), aside_.back().end());
  }
}

LayerSet Ways::reachable_from(const std::vector<LayerIndex>& begin) const {
  return walk(all_, begin);
}

LayerSet Ways::leading_to(const LayerSet& ends) const { return walk_back(all_, ends); }

LayerSet Ways::leading_well_to(const LayerSet& ends) const { return walk_back(onward_, ends); }

// Kosaraju: the layers that lead back to one that is left last lead to each other.
std::vector<int> Ways::circles() const {
  Edges back(all_.size());
  for (std::size_t from = 0; from < all_.size(); ++from) {
    for (const LayerIndex target : all_[from]) {
      back[at(target)].push_back(static_cast<LayerIndex>(from));
    }
  }
  std::vector<int> numbers(all_.size(), -1);
  int number = 0;
  for (const LayerIndex first : order()) {
    if (numbers[at(first)] >= 0) continue;
    std::vector<LayerIndex> open{first};
    numbers[at(first)] = number;
    while (!open.empty()) {
      const LayerIndex layer = open.back();
      open.pop_back();
      for (const LayerIndex before : back[at(layer)]) {
        if (numbers[at(before)] >= 0) continue;
        numbers[at(before)] = number;
        open.push_back(before);
      }
    }
    ++number;
  }
  return numbers;
}

std::vector<LayerIndex> Ways::order() const {
  std::vector<LayerIndex> left = left_in_order(all_);
  std::reverse(left.begin(), left.end());
  return left;
}

}  // namespace tundish
