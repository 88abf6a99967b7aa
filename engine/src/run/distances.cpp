#include "run/distances.hpp"

#include <algorithm>

#include "support/ending.hpp"

namespace tundish {

namespace {

void append_ways(const Navigation& navigation, std::vector<LayerIndex>& ways) {
  for (const Jump& jump : navigation.jumps) {
    if (jump.target != kNoLayer) ways.push_back(jump.target);
    for (const Variant& variant : jump.variants) ways.push_back(variant.target);
  }
  if (navigation.target != kNoLayer) ways.push_back(navigation.target);
}

/// One layer on the walk's stack, and how many of its ways were followed already.
struct Stop {
  LayerIndex layer;
  std::size_t followed;
};

/// Depth-first from every layer without recursion. A way to a layer on the stack closes a circle
/// and is not counted.
class Walk {
 public:
  explicit Walk(const Definition& definition) {
    for (const Layer& layer : definition.layers) {
      ways_.push_back(is_ending(layer) ? std::vector<LayerIndex>{} : ways_out(layer));
    }
    seen_.assign(ways_.size(), Seen::never);
    longest_.assign(ways_.size(), 0);
  }

  std::vector<int> longest() {
    for (std::size_t i = 0; i < ways_.size(); ++i) {
      if (seen_[i] == Seen::never) from(static_cast<LayerIndex>(i));
    }
    return longest_;
  }

  /// Breadth-first from the endings against the ways.
  std::vector<int> shortest() const {
    std::vector<std::vector<LayerIndex>> back(ways_.size());
    std::vector<int> steps(ways_.size(), -1);
    std::vector<LayerIndex> queue;
    for (std::size_t i = 0; i < ways_.size(); ++i) {
      for (LayerIndex way : ways_[i]) {
        back[static_cast<std::size_t>(way)].push_back(static_cast<LayerIndex>(i));
      }
      if (ways_[i].empty()) {
        steps[i] = 0;
        queue.push_back(static_cast<LayerIndex>(i));
      }
    }
    for (std::size_t at = 0; at < queue.size(); ++at) {
      const auto here = static_cast<std::size_t>(queue[at]);
      for (LayerIndex before : back[here]) {
        int& step = steps[static_cast<std::size_t>(before)];
        if (step >= 0) continue;
        step = steps[here] + 1;
        queue.push_back(before);
      }
    }
    for (int& step : steps) step = std::max(step, 0);
    return steps;
  }

 private:
  enum class Seen { never, open, done };

  void from(LayerIndex first) {
    std::vector<Stop> stack;
    stack.push_back({first, 0});
    seen_[static_cast<std::size_t>(first)] = Seen::open;
    while (!stack.empty()) {
      Stop& stop = stack.back();
      const auto here = static_cast<std::size_t>(stop.layer);
      if (stop.followed == ways_[here].size()) {
        seen_[here] = Seen::done;
        stack.pop_back();
        if (!stack.empty()) reach(stack.back().layer, static_cast<LayerIndex>(here));
        continue;
      }
      const LayerIndex way = ways_[here][stop.followed++];
      const auto there = static_cast<std::size_t>(way);
      if (seen_[there] == Seen::done) reach(static_cast<LayerIndex>(here), way);
      if (seen_[there] != Seen::never) continue;
      seen_[there] = Seen::open;
      stack.push_back({way, 0});
    }
  }

  void reach(LayerIndex from, LayerIndex to) {
    int& longest = longest_[static_cast<std::size_t>(from)];
    longest = std::max(longest, longest_[static_cast<std::size_t>(to)] + 1);
  }

  std::vector<std::vector<LayerIndex>> ways_;
  std::vector<Seen> seen_;
  std::vector<int> longest_;
};

}  // namespace

std::vector<LayerIndex> ways_out(const Layer& layer) {
  std::vector<LayerIndex> ways;
  for (const Component& component : layer.components) {
    const Button* button = component.button();
    if (button && button->kind == ButtonKind::jump) append_ways(button->navigation, ways);
  }
  if (layer.next) append_ways(*layer.next, ways);
  return ways;
}

std::vector<Distance> measure_distances(const Definition& definition) {
  Walk walk(definition);
  const std::vector<int> longest = walk.longest();
  const std::vector<int> shortest = walk.shortest();
  std::vector<Distance> distances;
  for (std::size_t i = 0; i < longest.size(); ++i) {
    Distance distance;
    distance.shortest = shortest[i];
    distance.longest = std::max(longest[i], shortest[i]);
    distances.push_back(distance);
  }
  return distances;
}

}  // namespace tundish
