#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "studio/large.hpp"
#include "studio/table.hpp"

namespace tundish::studio::board {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_of(const auto& work) {
  const auto began = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - began).count();
}

/// What all but a twentieth stay below.
double most(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() * 19 / 20];
}

TEST(BoardSpeed, AThousandLayersArePannedAndZoomedWithoutWaiting) {
  Table table(large_funnel(1000), {1440, 900});
  table.board.tool("fit");
  table.frame();
  Point middle{720, 450};
  std::vector<double> pan, zoom;
  for (const float scale : {0.1F, 0.3F, 0.6F, 1.0F}) {
    while (table.board.state().camera.zoom < scale) table.board.wheel(middle, 0, -10, true);
    table.frame();
    for (int step = 0; step < 60; ++step) {
      table.board.wheel(middle, step % 40 < 20 ? 30.0F : -20.0F,
                        std::sin(static_cast<float>(step)) * 9, false);
      pan.push_back(milliseconds_of([&] { table.once(); }));
    }
  }
  for (int step = 0; step < 240; ++step) {
    table.board.wheel(middle, 0, step % 120 < 60 ? 14.0F : -14.0F, true);
    zoom.push_back(milliseconds_of([&] { table.once(); }));
  }
  std::printf("1,000 layers: a frame of a pan %.2f ms, of a zoom %.2f ms (p95)\n", most(pan),
              most(zoom));
  // What it takes on a quiet machine is a tenth of this.
  EXPECT_LT(most(pan), 40);
  EXPECT_LT(most(zoom), 40);
}

TEST(BoardSpeed, WhatIsNotSeenIsNotDrawn) {
  std::vector<int> corners;
  for (const std::size_t count : {12U, 1000U}) {
    Table table(large_funnel(count), {1440, 900});
    table.board.choose({{"layer_5"}, {}, {}});
    table.board.tool("fit_selection");
    table.frame();
    EXPECT_EQ(table.board.state().camera.zoom, 1);
    corners.push_back(table.corners);
    table.board.tool("fit");
    table.frame();
    EXPECT_LT(table.corners, 200000);
  }
  EXPECT_LT(corners[1], corners[0] + 20000);
}

TEST(BoardSpeed, OneLayerThatMovesTakesOnlyTheWaysAlongThatItMeets) {
  Table table(large_funnel(1000), {1440, 900});
  EXPECT_GT(table.board.state().plan.routes().found(), 1000U);
  table.board.choose({{"layer_500"}, {}, {}});
  table.frame();
  const double time = milliseconds_of([&] { table.board.key("ArrowDown", false, false, true); });
  EXPECT_EQ(table.commands, std::vector<std::string>{"Move"});
  std::printf("1,000 layers: one moves in %.1f ms, %zu of %zu ways are found anew\n", time,
              table.board.state().plan.routes().found(), table.board.state().plan.routes().size());
  EXPECT_LT(table.board.state().plan.routes().found(),
            table.board.state().plan.routes().size() / 4);
}

}  // namespace
}  // namespace tundish::studio::board
