#include "board/routes.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace tundish::studio::board {
namespace {

/// How far a way goes on before it turns, and how far lines stay apart and away from cards.
constexpr float kStub = 22;
constexpr float kApart = 9;
constexpr float kAway = 16;
constexpr float kRadius = 14;
constexpr int kTries = 40;
/// What a line through a card counts for: more than any way around.
constexpr float kThrough = 100000;

std::size_t hash(const Ends& ends) {
  std::size_t sum = 17;
  for (const float one : {ends.from.x, ends.from.y, ends.to.x, ends.to.y})
    sum = sum * 1000003 + static_cast<std::size_t>(std::hash<float>()(one));
  return sum;
}

struct HashEnds {
  std::size_t operator()(const Ends& ends) const { return hash(ends); }
};

Box between(Point a, Point b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

/// Without corners that are none.
std::vector<Point> simplified(const std::vector<Point>& corners) {
  std::vector<Point> kept;
  for (const Point& corner : corners) {
    if (!kept.empty() && kept.back() == corner) continue;
    if (kept.size() >= 2) {
      const Point& a = kept[kept.size() - 2];
      const Point& b = kept.back();
      if ((a.x == b.x && b.x == corner.x) || (a.y == b.y && b.y == corner.y)) kept.pop_back();
    }
    kept.push_back(corner);
  }
  return kept;
}

float length(Point a, Point b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y); }

Point toward(Point from, Point to, float by) {
  const float whole = length(from, to);
  if (whole <= 0) return from;
  return {from.x + (to.x - from.x) * by / whole, from.y + (to.y - from.y) * by / whole};
}

/// The corners as quarters of circles, or what there is room for.
std::vector<Point> rounded(const std::vector<Point>& corners) {
  std::vector<Point> line;
  line.push_back(corners.front());
  // Two points in one place have no direction between them.
  const auto go = [&](Point point) {
    if (length(line.back(), point) > 0.05F) line.push_back(point);
  };
  for (std::size_t at = 1; at + 1 < corners.size(); ++at) {
    const Point corner = corners[at];
    const float room = std::min(length(corners[at - 1], corner), length(corner, corners[at + 1]));
    const float radius = std::min(kRadius, room / 2);
    const Point a = toward(corner, corners[at - 1], radius);
    const Point b = toward(corner, corners[at + 1], radius);
    constexpr int kSteps = 6;
    for (int step = 0; step <= kSteps; ++step) {
      const float angle = static_cast<float>(step) / kSteps * 1.5707963F;
      const float u = 1 - std::sin(angle), v = 1 - std::cos(angle);
      go({corner.x + (a.x - corner.x) * u + (b.x - corner.x) * v,
          corner.y + (a.y - corner.y) * u + (b.y - corner.y) * v});
    }
  }
  go(corners.back());
  return line;
}

Route made(const Ends& ends, const std::vector<Point>& corners) {
  Route route;
  route.ends = ends;
  route.corners = simplified(corners);
  route.line = rounded(route.corners);
  route.bounds = between(ends.from, ends.to);
  for (const Point& corner : route.corners) route.bounds.add(corner);
  return route;
}

/// Boxes that one list has and the other one has not.
std::vector<Box> changed(const std::vector<Box>& before, const std::vector<Box>& after) {
  std::vector<Box> boxes;
  const std::size_t most = std::max(before.size(), after.size());
  for (std::size_t one = 0; one < most; ++one) {
    const bool has_both = one < before.size() && one < after.size();
    if (has_both && before[one] == after[one]) continue;
    if (one < before.size()) boxes.push_back(before[one]);
    if (one < after.size()) boxes.push_back(after[one]);
  }
  return boxes;
}

}  // namespace

bool Routes::is_free(Point a, Point b) const {
  // An end may touch the card that it belongs to.
  Box area = between(a, b);
  area.top -= a.y == b.y ? 5.0F : -1.0F;
  area.bottom += a.y == b.y ? 5.0F : -1.0F;
  area.left += a.y == b.y ? 1.0F : -5.0F;
  area.right -= a.y == b.y ? 1.0F : -5.0F;
  if (area.left >= area.right || area.top >= area.bottom) return true;
  return !boxes_.any(area, [](std::size_t) { return true; });
}

bool Routes::is_taken(Point a, Point b, const Ends& ends) const {
  const bool is_across = a.y == b.y;
  const Lines& lines = is_across ? across_ : down_;
  const float place = is_across ? a.y : a.x;
  const float low = is_across ? std::min(a.x, b.x) : std::min(a.y, b.y);
  const float high = is_across ? std::max(a.x, b.x) : std::max(a.y, b.y);
  const auto found = lines.find(static_cast<int>(std::lround(place / kApart)));
  if (found == lines.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const Line& line) {
    return line.ends != ends && line.from < high + 4 && low < line.to + 4;
  });
}

void Routes::take(const Route& route) {
  for (std::size_t at = 1; at < route.corners.size(); ++at) {
    const Point a = route.corners[at - 1], b = route.corners[at];
    const bool is_across = a.y == b.y;
    const float place = is_across ? a.y : a.x;
    const float low = is_across ? std::min(a.x, b.x) : std::min(a.y, b.y);
    const float high = is_across ? std::max(a.x, b.x) : std::max(a.y, b.y);
    Lines& lines = is_across ? across_ : down_;
    lines[static_cast<int>(std::lround(place / kApart))].push_back({low, high, route.ends});
  }
}

/// One turn down or up between both, where there is room for it.
std::optional<Route> Routes::straight(const Ends& ends) const {
  const Point from = ends.from, to = ends.to;
  if (to.x - from.x < 2 * kStub) return std::nullopt;
  if (const Point end{to.x, from.y}; std::abs(from.y - to.y) < 1 && is_free(from, end))
    return made(ends, {from, end});
  const auto fits = [&](float x) {
    const Point a{x, from.y}, b{x, to.y};
    return is_free(from, a) && is_free(a, b) && is_free(b, to) && !is_taken(a, b, ends) &&
           (x - from.x < 200 || !is_taken(from, a, ends));
  };
  const float first = from.x + kStub, last = to.x - kStub;
  for (int tries = 0; tries < kTries; ++tries) {
    const float by = static_cast<float>(tries) * kApart;
    if (first + by <= last && fits(first + by))
      return made(ends, {from, {first + by, from.y}, {first + by, to.y}, to});
    if (last - by >= first && fits(last - by))
      return made(ends, {from, {last - by, from.y}, {last - by, to.y}, to});
    if (first + by > last) break;
  }
  return std::nullopt;
}

/// The nearest height, upwards or downwards, at which nothing is between left and right.
float Routes::free_height(float left, float right, float y, float step) const {
  for (int tries = 0; tries < 60; ++tries) {
    const Box area{left, y - kAway + 1, right, y + kAway - 1};
    float next = y;
    boxes_.any(area, [&](std::size_t one) {
      const Box& box = boxes_.all()[one];
      next = step < 0 ? std::min(next, box.top - kAway) : std::max(next, box.bottom + kAway);
      return false;
    });
    if (next == y) return y;
    y = next;
  }
  return y;
}

/// Where one can go down or up beside the card that the way leaves or comes to, at `y1`.
float Routes::turning(float x, float step, float y1, float y2, const Ends& ends) const {
  std::optional<float> free;
  for (int tries = 0; tries < kTries; ++tries) {
    const float at = x + step * static_cast<float>(tries);
    if (!is_free({x, y1}, {at, y1})) break;
    if (!is_free({at, y1}, {at, y2})) continue;
    if (!is_taken({at, y1}, {at, y2}, ends)) return at;
    if (!free) free = at;
  }
  // Better on another line than through a card.
  return free.value_or(x);
}

/// Out, up or down to where nothing is, along, and back to the other end.
Route Routes::around(const Ends& ends) const {
  const auto& [from, to] = ends;
  const float out = from.x + kStub, in = to.x - kStub;
  const float left = std::min(out, in) - 2, right = std::max(out, in) + 2;
  const float middle = (from.y + to.y) / 2;
  std::optional<Route> best;
  float least = 0;
  for (const float y : {from.y, to.y, middle}) {
    for (const float step : {-kApart, kApart}) {
      float along = free_height(left, right, y, step);
      for (int tries = 0; tries < 24 && is_taken({left, along}, {right, along}, ends); ++tries)
        along = free_height(left, right, along + step, step);
      const float x1 = turning(out, kApart, from.y, along, ends);
      const float x2 = turning(in, -kApart, to.y, along, ends);
      Route route = made(ends, {from, {x1, from.y}, {x1, along}, {x2, along}, {x2, to.y}, to});
      float cost = 0;
      for (std::size_t at = 1; at < route.corners.size(); ++at) {
        const Point a = route.corners[at - 1], b = route.corners[at];
        cost += length(a, b) + 30 + (is_free(a, b) ? 0.0F : kThrough);
      }
      if (best && cost >= least) continue;
      best = std::move(route);
      least = cost;
    }
  }
  return std::move(*best);
}

Route Routes::route(const Ends& ends) const {
  if (std::optional<Route> found = straight(ends)) return std::move(*found);
  return around(ends);
}

void Routes::update(const std::vector<Ends>& wanted, const std::vector<Box>& boxes) {
  std::unordered_map<Ends, std::size_t, HashEnds> kept;
  const std::vector<Box> news = changed(known_, boxes);
  const Boxes near(news);
  for (std::size_t way = 0; way < routes_.size(); ++way) {
    const bool is_met =
        near.any(routes_[way].bounds.grown(kAway), [](std::size_t) { return true; });
    const auto ends = routes_[way].ends;
    // A card that moved takes its own ways along; whose ends stayed has nothing new in between.
    if (!is_met) kept.emplace(ends, way);
  }
  if (!news.empty()) boxes_ = Boxes(boxes);
  known_ = boxes;
  across_.clear();
  down_.clear();
  std::vector<Route> routes(wanted.size());
  std::vector<std::size_t> fresh;
  for (std::size_t way = 0; way < wanted.size(); ++way) {
    const auto found = kept.find(wanted[way]);
    if (found == kept.end()) {
      fresh.push_back(way);
      continue;
    }
    routes[way] = routes_[found->second];
    take(routes[way]);
  }
  found_ = fresh.size();
  // Of the ways of one card those that go down turn sooner the lower they begin, and those that go
  // up the higher: so they do not cross each other.
  std::sort(fresh.begin(), fresh.end(), [&](std::size_t a, std::size_t b) {
    const auto key = [&](std::size_t way) {
      const auto& [from, to] = wanted[way];
      const bool is_down = to.y > from.y;
      return std::tuple(from.x, is_down, is_down ? -from.y : from.y, way);
    };
    return key(a) < key(b);
  });
  for (const std::size_t way : fresh) {
    routes[way] = route(wanted[way]);
    take(routes[way]);
  }
  routes_ = std::move(routes);
}

}  // namespace tundish::studio::board
