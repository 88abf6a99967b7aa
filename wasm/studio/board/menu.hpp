#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "board/boxes.hpp"
#include "board/figure.hpp"

namespace tundish::studio::board {

struct MenuItem {
  Sign sign = Sign::plus;
  std::string label;
  std::string keys;  ///< that do the same
  std::function<void()> act;
  bool begins_group = false;
};

/// A list of what can be done, over everything else.
struct Menu {
  std::vector<MenuItem> items;
  Point at;  ///< its corner, in pixels of CSS
  std::optional<std::size_t> chosen;

  bool is_open() const { return !items.empty(); }
  void close() { *this = {}; }

  static constexpr float kWidth = 224, kItem = 30, kPad = 6, kGroup = 9;
  float height() const;
  Box box() const { return {at.x, at.y, at.x + kWidth, at.y + height()}; }
  /// Where an item is, from the menu's corner.
  float top_of(std::size_t item) const;
  std::optional<std::size_t> item_at(Point screen) const;
  /// Has all of it on a screen of that size.
  void fit_into(Size view);
};

}  // namespace tundish::studio::board
