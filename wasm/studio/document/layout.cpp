#include "document/layout.hpp"

#include <algorithm>
#include <numeric>

namespace tundish::studio {
namespace {

using Numbers = std::vector<std::size_t>;

/// Ways onward, without those that lead back to a layer on the way there.
class Onward {
 public:
  explicit Onward(const Graph& graph)
      : all_(graph.layers), to_(graph.layers), from_(graph.layers), state_(graph.layers) {
    for (const Way& way : graph.ways)
      if (way.to && *way.to != way.from) all_[way.from].push_back(*way.to);
    if (graph.start) enter(*graph.start);
    for (std::size_t layer = 0; layer < graph.layers; ++layer) enter(layer);
    std::reverse(order_.begin(), order_.end());
  }

  const Numbers& to(std::size_t layer) const { return to_[layer]; }
  const Numbers& from(std::size_t layer) const { return from_[layer]; }
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
      if (state_[target] == State::open) continue;
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
  Numbers order_, met_;
};

/// The column of each: one behind the furthest that leads to it.
std::vector<Numbers> columns_of(const Onward& onward, std::size_t layers) {
  Numbers column(layers);
  std::size_t count = 0;
  for (const std::size_t layer : onward.order()) {
    for (const std::size_t target : onward.to(layer))
      column[target] = std::max(column[target], column[layer] + 1);
    count = std::max(count, column[layer] + 1);
  }
  std::vector<Numbers> columns(count);
  for (const std::size_t layer : onward.met()) columns[column[layer]].push_back(layer);
  return columns;
}

/// By the middle of the places of their neighbours; who has none keeps the place.
void sort_column(Numbers& column, const Numbers& place, auto neighbours) {
  std::vector<std::pair<float, std::size_t>> wanted;
  for (std::size_t index = 0; index < column.size(); ++index) {
    const Numbers& beside = neighbours(column[index]);
    float sum = 0;
    for (const std::size_t one : beside) sum += static_cast<float>(place[one]);
    const float own = static_cast<float>(index);
    wanted.emplace_back(beside.empty() ? own : sum / static_cast<float>(beside.size()),
                        column[index]);
  }
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  std::transform(wanted.begin(), wanted.end(), column.begin(),
                 [](const auto& one) { return one.second; });
}

void uncross(std::vector<Numbers>& columns, const Onward& onward, std::size_t layers) {
  constexpr int kSweeps = 8;
  Numbers place(layers);
  const auto number = [&](const Numbers& column) {
    for (std::size_t index = 0; index < column.size(); ++index) place[column[index]] = index;
  };
  for (const Numbers& column : columns) number(column);
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    const bool onwards = sweep % 2 == 0;
    for (std::size_t step = 0; step < columns.size(); ++step) {
      Numbers& column = columns[onwards ? step : columns.size() - 1 - step];
      sort_column(column, place, [&](std::size_t layer) -> const Numbers& {
        return onwards ? onward.from(layer) : onward.to(layer);
      });
      number(column);
    }
  }
}

}  // namespace

std::vector<Point> lay_out(const Graph& graph, const std::vector<Size>& sizes, const Gaps& gaps) {
  const Onward onward(graph);
  std::vector<Numbers> columns = columns_of(onward, graph.layers);
  uncross(columns, onward, graph.layers);
  std::vector<Point> points(graph.layers);
  float x = 0;
  for (const Numbers& column : columns) {
    float height = -gaps.along;
    float width = 0;
    for (const std::size_t layer : column) {
      height += sizes[layer].height + gaps.along;
      width = std::max(width, sizes[layer].width);
    }
    // Columns stand round one line, so that a chain is straight.
    float y = -height / 2;
    for (const std::size_t layer : column) {
      points[layer] = {x, y};
      y += sizes[layer].height + gaps.along;
    }
    x += width + gaps.across;
  }
  return points;
}

}  // namespace tundish::studio
