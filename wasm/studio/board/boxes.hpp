#pragma once

#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "document/layout.hpp"

namespace tundish::studio::board {

struct Box {
  float left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const Box&) const = default;

  bool holds(Point point) const {
    return point.x >= left && point.x < right && point.y >= top && point.y < bottom;
  }
  bool meets(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  Box moved(float x, float y) const { return {left + x, top + y, right + x, bottom + y}; }
  Box grown(float by) const { return {left - by, top - by, right + by, bottom + by}; }
  void add(Point point) {
    left = std::fmin(left, point.x);
    right = std::fmax(right, point.x);
    top = std::fmin(top, point.y);
    bottom = std::fmax(bottom, point.y);
  }
};

inline Box box_of(Point at, Size size) {
  return {at.x, at.y, at.x + size.width, at.y + size.height};
}

/// Boxes in squares of the plane, so that those near a place are found without looking at all.
class Boxes {
 public:
  Boxes() = default;
  explicit Boxes(const std::vector<Box>& boxes);

  /// Calls with the number of each box that meets the area, some of them more than once; until one
  /// call says true, which is answered.
  template <class Visit>
  bool any(const Box& area, Visit visit) const {
    const int last_x = square(area.right), last_y = square(area.bottom);
    for (int x = square(area.left); x <= last_x; ++x) {
      for (int y = square(area.top); y <= last_y; ++y) {
        const auto found = squares_.find(key(x, y));
        if (found == squares_.end()) continue;
        for (const std::size_t one : found->second)
          if (boxes_[one].meets(area) && visit(one)) return true;
      }
    }
    return false;
  }

  const std::vector<Box>& all() const { return boxes_; }

 private:
  static constexpr float kSide = 400;

  static int square(float length) { return static_cast<int>(std::floor(length / kSide)); }
  static std::uint64_t key(int x, int y) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32U |
           static_cast<std::uint32_t>(y);
  }

  std::vector<Box> boxes_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> squares_;
};

}  // namespace tundish::studio::board
