#include "document/layout.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "studio/documents.hpp"

namespace tundish::studio {
namespace {

Graph graph_with(std::size_t layers, const std::vector<std::pair<std::size_t, std::size_t>>& ways) {
  Graph graph{layers, 0, {}};
  for (const auto& [from, to] : ways) graph.ways.push_back({"", from, to, {}, {}, WayKind::usual});
  return graph;
}

std::vector<Size> sizes_for(const Graph& graph) {
  std::vector<Size> sizes;
  for (std::size_t layer = 0; layer < graph.layers; ++layer)
    sizes.push_back({240, 80.0F + 20.0F * static_cast<float>(layer % 5)});
  return sizes;
}

bool overlap(const Point& a, const Size& of_a, const Point& b, const Size& of_b) {
  return a.x < b.x + of_b.width && b.x < a.x + of_a.width && a.y < b.y + of_b.height &&
         b.y < a.y + of_a.height;
}

void expect_apart(const Graph& graph, const std::vector<Point>& points) {
  const std::vector<Size> sizes = sizes_for(graph);
  for (std::size_t a = 0; a < graph.layers; ++a)
    for (std::size_t b = a + 1; b < graph.layers; ++b)
      ASSERT_FALSE(overlap(points[a], sizes[a], points[b], sizes[b])) << a << " " << b;
}

/// Whether one can come from one layer to the other.
bool leads(const Graph& graph, std::size_t from, std::size_t to) {
  std::vector<bool> seen(graph.layers);
  std::vector<std::size_t> left{from};
  while (!left.empty()) {
    const std::size_t layer = left.back();
    left.pop_back();
    if (layer == to) return true;
    if (seen[layer]) continue;
    seen[layer] = true;
    for (const Way& way : graph.ways)
      if (way.from == layer && way.to) left.push_back(*way.to);
  }
  return false;
}

TEST(Layout, AChainIsAStraightLine) {
  const Graph graph = graph_with(4, {{0, 1}, {1, 2}, {2, 3}, {3, 1}});
  const std::vector<Point> points = lay_out(graph, std::vector<Size>(4, {200, 100}));
  for (std::size_t layer = 1; layer < 4; ++layer) {
    EXPECT_EQ(points[layer].x, points[layer - 1].x + 320);
    EXPECT_EQ(points[layer].y, points[0].y);
  }
}

TEST(Layout, WaysDoNotCrossThatNeedNot) {
  const Graph graph = graph_with(5, {{0, 1}, {0, 2}, {1, 4}, {2, 3}});
  const std::vector<Point> points = lay_out(graph, sizes_for(graph));
  EXPECT_EQ(points[1].y < points[2].y, points[4].y < points[3].y);
}

TEST(Layout, EveryDefinitionIsReadFromLeftToRight) {
  for (const std::string& name : definition_names("valid")) {
    const Graph graph = graph_of(valid_definition(name));
    const std::vector<Point> points = lay_out(graph, sizes_for(graph));
    expect_apart(graph, points);
    EXPECT_EQ(points[*graph.start].x, 0) << name;
    for (const Way& way : graph.ways) {
      if (points[*way.to].x > points[way.from].x) continue;
      EXPECT_TRUE(leads(graph, *way.to, way.from)) << name << " " << way.pointer << " leads back";
    }
  }
}

TEST(Layout, AThousandLayersAreLaidOutWhileOneBlinks) {
  std::mt19937 random(7);
  std::vector<std::pair<std::size_t, std::size_t>> ways;
  for (std::size_t layer = 0; layer < 1000; ++layer)
    for (int way = 0; way < 3; ++way) ways.emplace_back(layer, random() % 1000);
  const Graph graph = graph_with(1000, ways);
  const auto began = std::chrono::steady_clock::now();
  const std::vector<Point> points = lay_out(graph, sizes_for(graph));
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(500));
  expect_apart(graph, points);
}

TEST(Layout, NothingIsLaidOutAsNothing) {
  EXPECT_TRUE(lay_out({}, {}).empty());
  EXPECT_EQ(lay_out(graph_with(1, {{0, 0}}), {{10, 10}}).size(), 1U);
}

}  // namespace
}  // namespace tundish::studio
