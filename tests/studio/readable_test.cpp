// What is laid out can be read: every template, every bot that is imported and a thousand layers,
// drawn with their ways as the canvas draws them.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>

#include "board/plan.hpp"
#include "studio/documents.hpp"
#include "studio/large.hpp"
#include "tundish/import.hpp"

namespace tundish::studio::board {
namespace {

namespace fs = std::filesystem;

struct Line {
  Point a, b;
  bool is_across = false;
  Box box;
};

std::vector<Line> lines_of(const Route& route) {
  std::vector<Line> lines;
  for (std::size_t at = 1; at < route.corners.size(); ++at) {
    const Point a = route.corners[at - 1], b = route.corners[at];
    lines.push_back(
        {a,
         b,
         a.y == b.y,
         {std::fmin(a.x, b.x), std::fmin(a.y, b.y), std::fmax(a.x, b.x), std::fmax(a.y, b.y)}});
  }
  return lines;
}

bool cross(const Line& one, const Line& other) {
  if (one.is_across == other.is_across) return false;
  const Box& across = one.is_across ? one.box : other.box;
  const Box& down = one.is_across ? other.box : one.box;
  return across.left < down.left && down.left < across.right && down.top < across.top &&
         across.top < down.bottom;
}

struct Measures {
  std::size_t cards = 0, ways = 0, overlaps = 0, through = 0, crossings = 0;
  float width = 0, height = 0, tallest = 0;  ///< the last one is a card's
};

/// How a definition looks of which nobody placed anything.
Measures measured(Json definition) {
  for (Json& layer : definition["layers"]) layer.erase("x_studio");
  definition.erase("x_studio");
  Plan plan;
  plan.show(definition, "en");
  Measures made;
  made.cards = plan.cards().size();
  std::vector<Box> cards;
  for (std::size_t card = 0; card < made.cards; ++card) cards.push_back(plan.box(card));
  const Boxes near(cards);
  for (std::size_t card = 0; card < made.cards; ++card)
    near.any(cards[card], [&](std::size_t other) {
      made.overlaps += other == card ? 0 : 1;
      return false;
    });
  std::vector<std::vector<Line>> routes;
  for (std::size_t way = 0; way < plan.ways().size(); ++way) {
    const Route* route = plan.route(way);
    if (!route) continue;
    routes.push_back(lines_of(*route));
    for (const Line& line : routes.back())
      made.through += near.any(line.box.grown(0.1F),
                               [&](std::size_t card) {
                                 return line.box.grown(0.1F).meets(cards[card].grown(-1));
                               })
                          ? 1
                          : 0;
  }
  made.ways = routes.size();
  for (std::size_t one = 0; one < routes.size(); ++one)
    for (std::size_t other = one + 1; other < routes.size(); ++other)
      for (const Line& a : routes[one])
        for (const Line& b : routes[other]) made.crossings += cross(a, b) ? 1 : 0;
  if (cards.empty()) return made;
  Box all = cards.front();
  for (const Box& card : cards) {
    made.tallest = std::max(made.tallest, card.bottom - card.top);
    all.add({card.left, card.top});
    all.add({card.right, card.bottom});
  }
  made.width = all.right - all.left;
  made.height = all.bottom - all.top;
  return made;
}

/// What a screen shows beside each other at once.
constexpr float kFewColumns = 2900;

void expect_readable(const std::string& name, const Json& definition, std::size_t crossings) {
  const Measures made = measured(definition);
  std::cout << name << ": " << made.cards << " cards, " << made.ways << " ways, " << made.crossings
            << " crossings, " << made.width << " x " << made.height << "\n";
  EXPECT_EQ(made.overlaps, 0U) << name;
  EXPECT_EQ(made.through, 0U) << name;
  EXPECT_LE(made.crossings, crossings) << name;
  EXPECT_LT(made.height, 2 * std::max(made.width, 800.0F) + made.tallest) << name;
  if (made.width > kFewColumns) {
    EXPECT_LT(made.width, 4 * made.height) << name;
  }
}

std::vector<fs::path> json_files(const fs::path& folder, const std::string& prefix = {}) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const fs::path& path = entry.path();
    if (path.extension() != ".json" || path.stem().extension() == ".expected") continue;
    if (path.filename().string().starts_with(prefix)) files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

Json imported(const fs::path& bot) {
  const auto made = import_definition(ImportFormat::typebot, read_file(bot), {});
  EXPECT_TRUE(made) << bot;
  return made ? Json::parse(made->definition) : Json();
}

TEST(Readable, Templates) {
  // The most ways that cross, of those that there are.
  const std::map<std::string, std::size_t> known{{"order-tracking", 27}, {"support-triage", 20}};
  for (const fs::path& file : json_files(fs::path(TUNDISH_SOURCE_DIR) / "server/templates")) {
    const std::string name = file.stem().string();
    Json definition = Json::parse(read_file(file));
    if (definition.contains("definition")) definition = Json(definition["definition"]);
    const auto bound = known.find(name);
    expect_readable(name, definition, bound == known.end() ? 9 : bound->second);
  }
}

TEST(Readable, EveryBotOfTheTests) {
  // Dozens of ways between three cards; another one has a card of two hundred ways.
  const std::map<std::string, std::size_t> known{
      {"typebot_logic", 13}, {"typebot_many_parts", 800}, {"typebot_operators", 200}};
  for (const fs::path& file :
       json_files(fs::path(TUNDISH_SOURCE_DIR) / "tests/imports", "typebot")) {
    const auto made = import_definition(ImportFormat::typebot, read_file(file), {});
    if (!made) continue;
    const Json definition = Json::parse(made->definition);
    const auto bound = known.find(file.stem().string());
    expect_readable(file.stem().string(), definition, bound == known.end() ? 6 : bound->second);
  }
}

TEST(Readable, EveryPublicBot) {
  const char* cases = std::getenv("TUNDISH_CASES");
  if (!cases) GTEST_SKIP() << "TUNDISH_CASES names no folder";
  const std::map<std::string, std::size_t> known{
      {"lead-scoring", 2}, {"onboarding", 1}, {"quiz", 12}};
  const std::vector<fs::path> files = json_files(fs::path(cases) / "typebot");
  ASSERT_FALSE(files.empty());
  for (const fs::path& file : files) {
    const auto bound = known.find(file.stem().string());
    expect_readable(file.stem().string(), imported(file), bound == known.end() ? 0 : bound->second);
  }
}

TEST(Readable, AThousandLayersAreLaidOutWhileOneBlinks) {
  const Json definition = large_funnel(1000);
  const Graph graph = graph_of(definition);
  const std::vector<Size> sizes(graph.layers, {240, 160});
  const auto began = std::chrono::steady_clock::now();
  const std::vector<Point> places = lay_out(graph, sizes);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
  std::cout << "1,000 layers are laid out in " << took.count() << " ms\n";
  EXPECT_LT(took.count(), 500);
  expect_readable("1,000 layers", definition, 4000);
}

}  // namespace
}  // namespace tundish::studio::board
