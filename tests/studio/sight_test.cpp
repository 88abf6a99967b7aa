// What of a funnel is seen before anybody chose it.
#include <gtest/gtest.h>

#include <cmath>

#include "studio/large.hpp"
#include "studio/table.hpp"

namespace tundish::studio::board {
namespace {

/// So many layers, each leading to the next.
Json chain(std::size_t count) {
  Json layers = Json::array();
  for (std::size_t one = 0; one < count; ++one) {
    layers.push_back({{"id", "l" + std::to_string(one)},
                      {"type", one == 0           ? "start"
                               : one + 1 == count ? "result"
                                                  : "intermediate"}});
    if (one + 1 < count) layers.back()["next"] = "l" + std::to_string(one + 1);
  }
  return {{"tundish", 1}, {"slug", "chain"}, {"title", "Chain"}, {"layers", layers}};
}

Box on_screen(const Table& table, std::size_t card) {
  const State& state = table.board.state();
  return Camera::Sight{state.camera.zoom, state.camera.origin}.screen(state.plan.box(card));
}

bool is_seen(const Table& table, std::size_t card) {
  const Box box = on_screen(table, card);
  return box.left >= 0 && box.top >= 0 && box.right <= table.view.width &&
         box.bottom <= table.view.height;
}

float zoom(const Table& table) { return table.board.state().camera.zoom; }

TEST(Sight, AFunnelThatCanBeReadAsAWholeIsSeenAsAWhole) {
  Table table(chain(4), {1280, 800});
  EXPECT_GE(zoom(table), 0.6F);
  for (std::size_t card = 0; card < 4; ++card) EXPECT_TRUE(is_seen(table, card)) << card;
}

TEST(Sight, ALargerOneBeginsWhereVisitorsDoAndCanBeRead) {
  for (const Size view : {Size{1280, 800}, Size{820, 610}, Size{390, 640}, Size{320, 200}}) {
    Table table(chain(60), view);
    EXPECT_GE(zoom(table), 0.6F) << view.width;
    EXPECT_TRUE(is_seen(table, 0)) << view.width;
    EXPECT_LE(on_screen(table, 0).left, 60) << view.width;
  }
}

TEST(Sight, AllOfALargeOneIsOneKeyAwayAndStaysInSight) {
  {
    Table large(large_funnel(1000));
    EXPECT_GE(zoom(large), 0.6F);
    EXPECT_TRUE(is_seen(large, 0));
  }
  Table table(chain(60));
  EXPECT_TRUE(table.board.tool("fit"));
  table.frame();
  EXPECT_LT(zoom(table), 0.6F);
  for (const Size view : {Size{1280, 800}, Size{900, 700}}) {
    table.view = view;
    table.frame();
    for (std::size_t card = 0; card < 60; ++card) EXPECT_TRUE(is_seen(table, card)) << card;
  }
}

TEST(Sight, ANarrowerCanvasIsFittedAgainAndTheOldOneIsAsBefore) {
  Table table(chain(4), {1280, 800});
  const float before = zoom(table);
  const Point origin = table.board.state().camera.origin;
  table.view = {1000, 800};
  table.frame();
  for (std::size_t card = 0; card < 4; ++card) EXPECT_TRUE(is_seen(table, card)) << card;
  table.view = {420, 800};
  table.frame();
  EXPECT_TRUE(is_seen(table, 0));
  EXPECT_GE(zoom(table), 0.6F);
  table.view = {1280, 800};
  table.frame();
  EXPECT_FLOAT_EQ(zoom(table), before);
  EXPECT_FLOAT_EQ(table.board.state().camera.origin.x, origin.x);
}

TEST(Sight, APanelThatComesBelowMovesNothingThatItDoesNotCover) {
  for (const std::size_t count : {4U, 60U}) {
    Table table(chain(count), {1280, 800});
    const Box before = on_screen(table, 0);
    table.view = {1280, 640};
    table.frame();
    EXPECT_FLOAT_EQ(on_screen(table, 0).left, before.left) << count;
    EXPECT_FLOAT_EQ(on_screen(table, 0).top, before.top) << count;
    table.view = {1280, before.bottom - 5};
    table.frame();
    EXPECT_TRUE(is_seen(table, 0)) << count;
  }
}

TEST(Sight, WhatSomebodyMovedStaysWhereItIs) {
  for (const bool zooms : {false, true}) {
    Table table(chain(4), {1280, 800});
    table.board.wheel({600, 400}, -40, -60, zooms);
    table.frame();
    const Camera before = table.board.state().camera;
    table.view = {500, 800};
    table.frame();
    EXPECT_FLOAT_EQ(zoom(table), before.zoom);
    EXPECT_FLOAT_EQ(table.board.state().camera.origin.x, before.origin.x);
    EXPECT_FLOAT_EQ(table.board.state().camera.origin.y, before.origin.y);
  }
}

TEST(Sight, AFunnelThatBeginsEmptyIsSeenWhenItsFirstLayerComes) {
  Table table(chain(0));
  const Json one = chain(2);
  table.board.show(one);
  table.frame();
  EXPECT_TRUE(is_seen(table, 0));
  table.board.show(table.history.document());
}

}  // namespace
}  // namespace tundish::studio::board
