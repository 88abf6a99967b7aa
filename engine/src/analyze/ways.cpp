#include "analyze/ways.hpp"

#include <algorithm>

#include "run/answers.hpp"

namespace tundish {

namespace {

void add_targets(const Navigation& navigation, std::vector<LayerIndex>& targets) {
  for (const Jump& jump : navigation.jumps) {
    if (jump.target != kNoLayer) targets.push_back(jump.target);
    for (const Variant& variant : jump.variants) targets.push_back(variant.target);
  }
  if (navigation.target != kNoLayer) targets.push_back(navigation.target);
}

LayerSet walk(const std::vector<std::vector<LayerIndex>>& edges, std::vector<LayerIndex> open) {
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

}  // namespace

Ways::Ways(const Definition& definition) {
  for (const Layer& layer : definition.layers) {
    std::vector<LayerIndex> targets;
    for (const Component& component : layer.components) {
      if (const Button* button = component.button()) add_targets(button->navigation, targets);
    }
    if (!has_jump_button(layer) && layer.next) add_targets(*layer.next, targets);
    onward_.push_back(targets);
    if (layer.on_error != kNoLayer) targets.push_back(layer.on_error);
    all_.push_back(std::move(targets));
  }
}

LayerSet Ways::reachable_from(const std::vector<LayerIndex>& begin) const {
  return walk(all_, begin);
}

LayerSet Ways::leading_to(const LayerSet& ends) const {
  std::vector<std::vector<LayerIndex>> back(onward_.size());
  std::vector<LayerIndex> open;
  for (std::size_t from = 0; from < onward_.size(); ++from) {
    if (ends[from]) open.push_back(static_cast<LayerIndex>(from));
    for (const LayerIndex target : onward_[from]) {
      back[at(target)].push_back(static_cast<LayerIndex>(from));
    }
  }
  return walk(back, std::move(open));
}

bool has_input(const Layer& layer) {
  return std::any_of(layer.components.begin(), layer.components.end(),
                     [](const Component& one) { return one.input() != nullptr; });
}

}  // namespace tundish
