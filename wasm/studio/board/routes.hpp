#pragma once

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

#include "board/boxes.hpp"
#include "document/layout.hpp"

namespace tundish::studio::board {

/// From the port of one card to the edge of another one.
struct Ends {
  Point from, to;
  bool operator==(const Ends&) const = default;
};

/// How a way is drawn: corners of lines along and across, and the same with round corners.
struct Route {
  Ends ends;
  std::vector<Point> corners;
  std::vector<Point> line;
  Box bounds;
};

/// Ways around cards. Lines of ways that lead elsewhere do not lie on each other; what leads back
/// goes around. A route stays as it is while its ends do and no card comes to, or goes from, where
/// it is: when one card moves, the others' ways keep still.
class Routes {
 public:
  /// Has a route for each of the ends, around the boxes.
  void update(const std::vector<Ends>& wanted, const std::vector<Box>& boxes);

  const Route& operator[](std::size_t way) const { return routes_[way]; }
  std::size_t size() const { return routes_.size(); }
  /// How many the last update had to find.
  std::size_t found() const { return found_; }

 private:
  struct Line {
    float from, to;
    Ends ends;
  };
  using Lines = std::unordered_map<int, std::vector<Line>>;

  Route route(const Ends& ends) const;
  std::optional<Route> straight(const Ends& ends) const;
  Route around(const Ends& ends) const;
  bool is_free(Point a, Point b) const;
  bool is_taken(Point a, Point b, const Ends& ends) const;
  float free_height(float left, float right, float y, float step) const;
  float turning(float x, float step, float y1, float y2, const Ends& ends) const;
  void take(const Route& route);

  std::vector<Route> routes_;
  std::vector<Box> known_;
  Boxes boxes_;
  Lines across_, down_;
  std::size_t found_ = 0;
};

}  // namespace tundish::studio::board
