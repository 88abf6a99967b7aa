#include "board/routes.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tundish::studio::board {
namespace {

const Box kFirst{0, 0, 240, 160}, kSecond{400, 0, 640, 160}, kThird{800, 0, 1040, 160};

/// Whether the line runs through the inner of a box.
bool crosses(const Route& route, const Box& box) {
  for (std::size_t at = 1; at < route.corners.size(); ++at) {
    const Point a = route.corners[at - 1], b = route.corners[at];
    const Box line{std::fmin(a.x, b.x), std::fmin(a.y, b.y), std::fmax(a.x, b.x) + 0.1F,
                   std::fmax(a.y, b.y) + 0.1F};
    if (line.meets(box.grown(-1))) return true;
  }
  return false;
}

bool is_along_and_across(const Route& route) {
  for (std::size_t at = 1; at < route.corners.size(); ++at) {
    const Point a = route.corners[at - 1], b = route.corners[at];
    if (a.x != b.x && a.y != b.y) return false;
  }
  return true;
}

TEST(Routes, GoAroundWhatIsInBetweenAndBack) {
  const std::vector<Box> boxes{kFirst, kSecond, kThird};
  Routes routes;
  const std::vector<Ends> ends{{{240, 100}, {800, 18}},  // over the one in between
                               {{1040, 100}, {0, 18}},   // back to the first
                               {{640, 100}, {400, 18}},  // to itself
                               {{240, 130}, {400, 29}}};
  routes.update(ends, boxes);
  for (std::size_t way = 0; way < ends.size(); ++way) {
    EXPECT_TRUE(is_along_and_across(routes[way])) << way;
    EXPECT_EQ(routes[way].corners.front(), ends[way].from);
    EXPECT_EQ(routes[way].corners.back(), ends[way].to);
    for (const Box& box : boxes) EXPECT_FALSE(crosses(routes[way], box)) << way;
    // It leaves to the right and comes from the left.
    EXPECT_GT(routes[way].corners[1].x, ends[way].from.x);
    EXPECT_LT(routes[way].corners[routes[way].corners.size() - 2].x, ends[way].to.x);
  }
}

TEST(Routes, KeepApartWhereTheyRunBesideEachOther) {
  Routes routes;
  const std::vector<Box> boxes{kFirst, {400, 600, 640, 760}};
  routes.update({{{240, 80}, {400, 618}}, {{240, 104}, {400, 629}}, {{240, 128}, {400, 640}}},
                boxes);
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = a + 1; b < 3; ++b)
      EXPECT_GE(std::abs(routes[a].corners[1].x - routes[b].corners[1].x), 8) << a << " " << b;
  // The lowest one turns first, so that they do not cross.
  EXPECT_LT(routes[2].corners[1].x, routes[0].corners[1].x);
}

TEST(Routes, StayWhereNothingMoved) {
  std::vector<Box> boxes{kFirst, kSecond, kThird, {0, 900, 240, 1000}, {400, 900, 640, 1000}};
  const std::vector<Ends> ends{{{240, 100}, {400, 18}}, {{240, 950}, {400, 918}}};
  Routes routes;
  routes.update(ends, boxes);
  EXPECT_EQ(routes.found(), 2U);
  routes.update(ends, boxes);
  EXPECT_EQ(routes.found(), 0U);
  boxes[3] = {0, 920, 240, 1020};
  routes.update({ends[0], {{240, 970}, {400, 918}}}, boxes);
  EXPECT_EQ(routes.found(), 1U);
  // One that comes into the way of others has them go around it.
  boxes[2] = {290, -40, 340, 60};
  routes.update({ends[0], {{240, 970}, {400, 918}}}, boxes);
  EXPECT_EQ(routes.found(), 1U);
  EXPECT_FALSE(crosses(routes[0], boxes[2]));
}

}  // namespace
}  // namespace tundish::studio::board
