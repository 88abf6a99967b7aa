#include "document/layered.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace tundish::studio {
namespace {

/// More lanes than a reader could follow are none: what passes the most columns goes without.
constexpr std::size_t kMostLanes = 6000;

/// Ways onward, without those that lead back to a layer on the way there.
class Onward {
 public:
  explicit Onward(const Graph& graph)
      : all_(graph.layers), to_(graph.layers), from_(graph.layers), state_(graph.layers) {
    for (const std::vector<std::size_t>& ways : ways_of_layers(graph)) {
      for (const std::size_t number : ways) {
        const Way& way = graph.ways[number];
        if (way.to && *way.to != way.from) all_[way.from].push_back(*way.to);
      }
    }
    if (graph.start) enter(*graph.start);
    // What nothing leads to begins; then what is left goes round in circles.
    std::vector<bool> is_led_to(graph.layers);
    for (const Numbers& targets : all_)
      for (const std::size_t target : targets) is_led_to[target] = true;
    for (std::size_t layer = 0; layer < graph.layers; ++layer)
      if (!is_led_to[layer]) enter(layer);
    for (std::size_t layer = 0; layer < graph.layers; ++layer) enter(layer);
    std::reverse(order_.begin(), order_.end());
  }

  const Numbers& to(std::size_t layer) const { return to_[layer]; }
  const Numbers& from(std::size_t layer) const { return from_[layer]; }
  /// From and to, as often as there are ways.
  const std::vector<std::pair<std::size_t, std::size_t>>& back() const { return back_; }
  /// Every layer behind all that lead to it.
  const Numbers& order() const { return order_; }
  /// In the order in which a visitor could meet them; the start is the first.
  const Numbers& met() const { return met_; }

 private:
  enum class State : unsigned char { fresh, open, done };

  /// Depth first, without a stack of calls: a funnel may be a chain of thousands.
  void enter(std::size_t first) {
    if (state_[first] != State::fresh) return;
    std::vector<std::pair<std::size_t, std::size_t>> path{{first, 0}};
    state_[first] = State::open;
    met_.push_back(first);
    while (!path.empty()) {
      auto& [layer, next] = path.back();
      if (next == all_[layer].size()) {
        state_[layer] = State::done;
        order_.push_back(layer);
        path.pop_back();
        continue;
      }
      const std::size_t target = all_[layer][next++];
      if (state_[target] == State::open) {
        back_.emplace_back(layer, target);
        continue;
      }
      to_[layer].push_back(target);
      from_[target].push_back(layer);
      if (state_[target] == State::fresh) {
        state_[target] = State::open;
        met_.push_back(target);
        path.emplace_back(target, 0);
      }
    }
  }

  std::vector<Numbers> all_, to_, from_;
  std::vector<State> state_;
  std::vector<std::pair<std::size_t, std::size_t>> back_;
  Numbers order_, met_;
};

/// The column of each: one behind the furthest that leads to it; what leads to more than leads to
/// it stands as near to those as it can.
Numbers columns_of(const Graph& graph, const Onward& onward) {
  Numbers column(graph.layers);
  for (const std::size_t layer : onward.order())
    for (const std::size_t target : onward.to(layer))
      column[target] = std::max(column[target], column[layer] + 1);
  const Numbers& order = onward.order();
  for (auto layer = order.rbegin(); layer != order.rend(); ++layer) {
    const Numbers& to = onward.to(*layer);
    if (*layer == graph.start || to.size() <= onward.from(*layer).size()) continue;
    std::size_t nearest = column[to.front()];
    for (const std::size_t target : to) nearest = std::min(nearest, column[target]);
    column[*layer] = nearest - 1;
  }
  return column;
}

/// To which part each layer belongs; that with the start is the first one.
Numbers parts_of(const Graph& graph) {
  constexpr auto kNone = static_cast<std::size_t>(-1);
  std::vector<Numbers> beside(graph.layers);
  for (const Way& way : graph.ways) {
    if (!way.to) continue;
    beside[way.from].push_back(*way.to);
    beside[*way.to].push_back(way.from);
  }
  Numbers part(graph.layers, kNone);
  std::size_t count = 0;
  const auto spread = [&](std::size_t first) {
    if (part[first] != kNone) return;
    Numbers left{first};
    part[first] = count;
    while (!left.empty()) {
      const std::size_t layer = left.back();
      left.pop_back();
      for (const std::size_t other : beside[layer]) {
        if (part[other] != kNone) continue;
        part[other] = count;
        left.push_back(other);
      }
    }
    ++count;
  };
  if (graph.start) spread(*graph.start);
  for (std::size_t layer = 0; layer < graph.layers; ++layer) spread(layer);
  return part;
}

/// Puts layers, and lanes of their ways, into columns.
class Maker {
 public:
  Maker(const Graph& graph, const Onward& onward)
      : graph_(graph), onward_(onward), column_(columns_of(graph, onward)), stand_(graph.layers) {}

  Layered make(const Numbers& layers) {
    made_ = {};
    first_ = column_[layers.front()];
    std::size_t last = first_;
    for (const std::size_t layer : layers) {
      first_ = std::min(first_, column_[layer]);
      last = std::max(last, column_[layer]);
    }
    made_.columns.resize(last - first_ + 1);
    made_.turns.resize(made_.columns.size() + 1);
    for (const std::size_t layer : layers) stand_[layer] = put({layer, 0}, column_[layer]);
    lead(layers);
    for (const auto& [from, to] : onward_.back()) {
      const std::size_t stand = stand_[from];
      if (stand >= layers.size() || made_.stands[stand].layer != from) continue;
      ++made_.turns[column_[from] - first_ + 1];
      ++made_.turns[column_[to] - first_];
    }
    return std::move(made_);
  }

 private:
  std::size_t put(Stand stand, std::size_t column) {
    made_.stands.push_back(stand);
    made_.to.emplace_back();
    made_.from.emplace_back();
    made_.columns[column - first_].push_back(made_.stands.size() - 1);
    return made_.stands.size() - 1;
  }

  void join(std::size_t from, std::size_t to) {
    Numbers& all = made_.to[from];
    if (std::find(all.begin(), all.end(), to) != all.end()) return;
    all.push_back(to);
    made_.from[to].push_back(from);
  }

  /// How many lanes a layer's arriving ways need: they share one in each column.
  std::size_t lanes_to(std::size_t layer) const {
    std::size_t nearest = column_[layer];
    for (const std::size_t from : onward_.from(layer)) nearest = std::min(nearest, column_[from]);
    return column_[layer] - nearest;
  }

  void lead(const Numbers& layers) {
    Numbers sorted = layers;
    std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t one, std::size_t other) {
      return lanes_to(one) < lanes_to(other);
    });
    std::size_t lanes = 0;
    std::vector<bool> has_lanes(graph_.layers);
    for (const std::size_t layer : sorted) {
      lanes += lanes_to(layer);
      has_lanes[layer] = lanes <= kMostLanes;
    }
    std::vector<std::vector<std::optional<std::size_t>>> lane(graph_.layers);
    // In the order of the ways of each layer, so that they begin in that order.
    for (const std::size_t from : layers) {
      for (const std::size_t to : onward_.to(from)) {
        ++made_.turns[column_[from] - first_ + 1];
        const std::size_t columns = column_[to] - column_[from];
        if (columns > 1 && !has_lanes[to]) continue;
        std::vector<std::optional<std::size_t>>& mine = lane[to];
        mine.resize(std::max(mine.size(), columns));
        std::size_t at = stand_[from];
        for (std::size_t left = columns - 1; left > 0; --left) {
          if (!mine[left]) mine[left] = put({std::nullopt, 0}, column_[to] - left);
          ++made_.stands[*mine[left]].ways;
          join(at, *mine[left]);
          at = *mine[left];
        }
        join(at, stand_[to]);
      }
    }
  }

  const Graph& graph_;
  const Onward& onward_;
  Numbers column_, stand_;
  std::size_t first_ = 0;
  Layered made_;
};

}  // namespace

std::vector<Layered> layered(const Graph& graph) {
  if (graph.layers == 0) return {};
  const Onward onward(graph);
  const Numbers part = parts_of(graph);
  std::vector<Numbers> parts(*std::max_element(part.begin(), part.end()) + 1);
  for (const std::size_t layer : onward.met()) parts[part[layer]].push_back(layer);
  Maker maker(graph, onward);
  std::vector<Layered> all;
  std::transform(parts.begin(), parts.end(), std::back_inserter(all),
                 [&](const Numbers& layers) { return maker.make(layers); });
  return all;
}

}  // namespace tundish::studio
