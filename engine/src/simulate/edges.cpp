#include "simulate/edges.hpp"

#include <algorithm>
#include <utility>

#include "support/ending.hpp"

namespace tundish {

namespace {

bool is_same(const Edge& a, const Edge& b) {
  return a.from == b.from && a.to == b.to && a.code == b.code && a.way == b.way &&
         a.jump == b.jump && a.variant == b.variant;
}

}  // namespace

Edges::Edges(const Definition& definition, const std::vector<Channel>& channels)
    : from_(definition.layers.size()) {
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    add_layer(static_cast<LayerIndex>(i), definition.layers[i], channels);
  }
  defined_ = edges_.size();
}

int Edges::add(Edge edge) {
  if (edge.to == kNoLayer) return -1;
  std::vector<int>& here = from_[static_cast<std::size_t>(edge.from)];
  for (const int known : here) {
    if (is_same(edges_[static_cast<std::size_t>(known)], edge)) return known;
  }
  here.push_back(static_cast<int>(edges_.size()));
  edges_.push_back(std::move(edge));
  return here.back();
}

void Edges::add_ways(LayerIndex from, WayCode code, const std::string& way, const Navigation& ways,
                     const Component* component) {
  codes_.emplace(&ways, code);
  Edge edge{from, kNoLayer, code, way, -1, {}, &ways, component};
  for (std::size_t i = 0; i < ways.jumps.size(); ++i) {
    const Jump& jump = ways.jumps[i];
    edge.jump = static_cast<int>(i);
    edge.to = jump.target;
    if (jump.experiment.empty()) add(edge);
    for (const Variant& variant : jump.variants) {
      edge.to = variant.target;
      edge.variant = variant.name;
      if (variant.weight > 0) add(edge);
    }
    edge.variant.clear();
  }
  edge.jump = -1;
  edge.to = ways.target;
  add(edge);
}

void Edges::add_other(LayerIndex from, LayerIndex to, const std::string& way,
                      const Component* component) {
  add(Edge{from, to, kOtherWay, way, -1, {}, nullptr, component});
}

void Edges::add_component(LayerIndex from, int index, const Component& here) {
  if (const Button* button = here.button()) {
    add_ways(from, way_code(index), here.id, button->navigation, &here);
  }
  if (const Message* message = here.message()) {
    for (std::size_t i = 0; i < message->items.size() && i + 1 < kMostItems; ++i) {
      const Item& item = message->items[i];
      add_ways(from, way_code(index, static_cast<int>(i) + 1), here.id + "=" + item.value,
               item.navigation, &here);
    }
  }
  if (const Auth* auth = here.auth()) {
    add_other(from, auth->next, here.id, &here);
    add_other(from, auth->on_failure, here.id + ".on_failure", &here);
  }
  if (const Endpoint* endpoint = here.endpoint()) {
    add_other(from, endpoint->on_error, here.id + ".on_error", &here);
    add_other(from, endpoint->call.offline_target, here.id + ".offline_target", &here);
  }
}

void Edges::add_layer(LayerIndex from, const Layer& layer, const std::vector<Channel>& channels) {
  for (std::size_t i = 0; i < layer.components.size() && !is_ending(layer); ++i) {
    for (const Channel channel : channels) {
      add_component(from, static_cast<int>(i), on_channel(layer.components[i], channel));
    }
  }
  for (const Action& action : layer.actions) {
    add_other(from, action.on_error, action.id + ".on_error", nullptr);
    add_other(from, action.call.offline_target, action.id + ".offline_target", nullptr);
  }
  // As it is played, a subfunnel's end goes on as the layer does that plays it.
  if (layer.subfunnel) {
    add_other(from, layer.subfunnel->start, "subfunnel", nullptr);
    if (layer.subfunnel->next) add_ways(from, kNextWay, "next", *layer.subfunnel->next, nullptr);
  } else if (layer.type == LayerType::fatalistic && layer.next) {
    add_other(from, layer.next->target, "next", nullptr);
  } else if (layer.next && layer.ends_subfunnel == kNoLayer) {
    add_ways(from, kNextWay, "next", *layer.next, nullptr);
  }
  add_other(from, layer.on_error, "on_error", nullptr);
}

int Edges::find_chosen(LayerIndex from, const Navigation& ways, int jump, std::string_view variant,
                       LayerIndex to) const {
  const auto code = codes_.find(&ways);
  if (code == codes_.end()) return -1;
  for (const int index : this->from(from)) {
    const Edge& edge = edges_[static_cast<std::size_t>(index)];
    const bool is_that = edge.code == code->second && edge.jump == jump && edge.to == to;
    if (is_that && edge.variant == variant) return index;
  }
  return -1;
}

int Edges::find_other(LayerIndex from, LayerIndex to) const {
  for (const int index : this->from(from)) {
    const Edge& edge = edges_[static_cast<std::size_t>(index)];
    const bool is_defined = static_cast<std::size_t>(index) < defined_;
    if (is_defined && edge.code == kOtherWay && edge.to == to) return index;
  }
  return -1;
}

int Edges::met(LayerIndex from, LayerIndex to, std::string_view way) {
  return add(Edge{from, to, kOtherWay, std::string(way), -1, {}, nullptr, nullptr});
}

}  // namespace tundish
