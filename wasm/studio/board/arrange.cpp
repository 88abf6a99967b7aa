#include "board/arrange.hpp"

#include <algorithm>
#include <numeric>

namespace tundish::studio::board {
namespace {

/// One direction of the plane.
struct Axis {
  float Box::*low;
  float Box::*high;
  float Point::*place;
};

constexpr Axis kAcross{&Box::left, &Box::right, &Point::x};
constexpr Axis kDown{&Box::top, &Box::bottom, &Point::y};

/// `part` of each is where that part of all is: 0 the beginning, 1 the end.
std::vector<Point> aligned(const std::vector<Box>& boxes, const Axis& axis, float part) {
  float low = boxes.front().*axis.low, high = boxes.front().*axis.high;
  for (const Box& box : boxes) {
    low = std::min(low, box.*axis.low);
    high = std::max(high, box.*axis.high);
  }
  std::vector<Point> places;
  for (const Box& box : boxes) {
    Point place{box.left, box.top};
    const float length = box.*axis.high - box.*axis.low;
    place.*axis.place = low + (high - low - length) * part;
    places.push_back(place);
  }
  return places;
}

/// The first and the last one stay, and gaps between are the same.
std::vector<Point> distributed(const std::vector<Box>& boxes, const Axis& axis) {
  std::vector<std::size_t> order(boxes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return boxes[a].*axis.low < boxes[b].*axis.low;
  });
  float gaps = boxes[order.back()].*axis.high - boxes[order.front()].*axis.low;
  for (const Box& box : boxes) gaps -= box.*axis.high - box.*axis.low;
  const float gap = boxes.size() < 2 ? 0 : gaps / static_cast<float>(boxes.size() - 1);
  std::vector<Point> places(boxes.size());
  float next = boxes[order.front()].*axis.low;
  for (const std::size_t one : order) {
    const Box& box = boxes[one];
    places[one] = {box.left, box.top};
    places[one].*axis.place = next;
    next += box.*axis.high - box.*axis.low + gap;
  }
  return places;
}

}  // namespace

std::optional<std::vector<Point>> arranged(std::string_view how, const std::vector<Box>& boxes) {
  if (boxes.empty()) return std::nullopt;
  if (how == "align_left") return aligned(boxes, kAcross, 0);
  if (how == "align_centre") return aligned(boxes, kAcross, 0.5F);
  if (how == "align_right") return aligned(boxes, kAcross, 1);
  if (how == "align_top") return aligned(boxes, kDown, 0);
  if (how == "align_middle") return aligned(boxes, kDown, 0.5F);
  if (how == "align_bottom") return aligned(boxes, kDown, 1);
  if (how == "distribute_across") return distributed(boxes, kAcross);
  if (how == "distribute_down") return distributed(boxes, kDown);
  return std::nullopt;
}

}  // namespace tundish::studio::board
