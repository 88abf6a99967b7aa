#include "document/layout.hpp"

#include <algorithm>
#include <limits>

#include "document/layered.hpp"
#include "document/rows.hpp"

namespace tundish::studio {
namespace {

/// What is wider than this many times its height, and than so many columns, is folded into bands.
constexpr float kTooWide = 4;
constexpr float kAsWide = 2.2F;
constexpr std::size_t kFewColumns = 8;
constexpr std::size_t kShortest = 4;
/// How far from a card a line turns at the earliest, on either side.
constexpr float kStub = 22;

struct Area {
  float left = std::numeric_limits<float>::max(), top = left, right = -left, bottom = -left;

  void add(Point at, Size size) {
    left = std::min(left, at.x);
    top = std::min(top, at.y);
    right = std::max(right, at.x + size.width);
    bottom = std::max(bottom, at.y + size.height);
  }
  float width() const { return right - left; }
  float height() const { return bottom - top; }
};

/// A part of the graph, laid out by itself.
class Part {
 public:
  Part(Layered layered, const std::vector<Size>& sizes, const Gaps& gaps)
      : all_(std::move(layered)), sizes_(sizes), gaps_(gaps) {
    uncross(all_);
    lines_ = heights_of(all_, sizes_, gaps_.along);
    place_columns();
  }

  /// Puts its layers to where they stand when its left upper corner is at the point; and says what
  /// it takes.
  Area put(Point corner, std::vector<Point>& points) const {
    Area area;
    float top = corner.y;
    for (const auto& [first, last] : bands()) {
      const Area band = area_of(first, last);
      for (std::size_t column = first; column < last; ++column) {
        for (const std::size_t stand : all_.columns[column]) {
          const auto layer = all_.stands[stand].layer;
          if (!layer) continue;
          points[*layer] = {corner.x + x_[column] - x_[first], top + y(stand) - band.top};
          area.add(points[*layer], sizes_[*layer]);
        }
      }
      top += band.height() + gap_below(last);
    }
    return area;
  }

 private:
  using Band = std::pair<std::size_t, std::size_t>;

  float y(std::size_t stand) const {
    return lines_[stand] - reach_of(all_.stands[stand], sizes_).above;
  }

  /// Between columns there is room for every line that turns there.
  void place_columns() {
    float x = 0;
    for (std::size_t column = 0; column < all_.columns.size(); ++column) {
      x_.push_back(x);
      float width = 0;
      for (const std::size_t stand : all_.columns[column])
        if (const auto layer = all_.stands[stand].layer)
          width = std::max(width, sizes_[*layer].width);
      const float lines = static_cast<float>(all_.turns[column + 1] + 1) * kLine + 2 * kStub;
      x += width + std::clamp(lines, gaps_.across, 3 * gaps_.across);
    }
  }

  /// What columns take, with their lanes.
  Area area_of(std::size_t first, std::size_t last) const {
    Area area;
    for (std::size_t column = first; column < last; ++column) {
      for (const std::size_t stand : all_.columns[column]) {
        const Reach reach = reach_of(all_.stands[stand], sizes_);
        const auto layer = all_.stands[stand].layer;
        const float width = layer ? sizes_[*layer].width : 0;
        area.add({x_[column], y(stand)}, {width, reach.above + reach.below});
      }
    }
    return area;
  }

  /// How many lines go on from the column before this one.
  std::size_t through(std::size_t column) const {
    std::size_t count = 0;
    for (const std::size_t stand : all_.columns[column - 1]) count += all_.to[stand].size();
    return count;
  }

  float gap_below(std::size_t last) const {
    if (last == all_.columns.size()) return 0;
    return 2 * gaps_.along + static_cast<float>(through(last)) * kLine;
  }

  /// Columns of each band: as lines of a text, when all in one would be read through a keyhole.
  std::vector<Band> bands() const {
    const std::size_t count = all_.columns.size();
    std::vector<Band> found{{0, count}};
    if (count < kFewColumns || shape(found) < kTooWide) return found;
    for (std::size_t parts = 2; parts * kShortest <= count && shape(found) > kAsWide; ++parts)
      found = folded((count + parts - 1) / parts);
    return found;
  }

  /// Bands of about so many columns, that end where few ways go on.
  std::vector<Band> folded(std::size_t length) const {
    const std::size_t count = all_.columns.size();
    std::vector<Band> found;
    std::size_t first = 0;
    while (count - first > length + length / 3) {
      std::size_t best = first + length;
      for (std::size_t by = 1; by <= length / 3; ++by)
        for (const std::size_t column : {first + length - by, first + length + by})
          if (column < count && through(column) < through(best)) best = column;
      found.emplace_back(first, best);
      first = best;
    }
    found.emplace_back(first, count);
    return found;
  }

  /// How many times wider than high.
  float shape(const std::vector<Band>& bands) const {
    float width = 0, height = 0;
    for (const auto& [first, last] : bands) {
      const Area area = area_of(first, last);
      width = std::max(width, area.width());
      height += area.height() + gap_below(last);
    }
    return width / (height + 2 * gaps_.along);
  }

  Layered all_;
  const std::vector<Size>& sizes_;
  Gaps gaps_;
  std::vector<float> lines_, x_;
};

}  // namespace

std::vector<Point> lay_out(const Graph& graph, const std::vector<Size>& sizes, const Gaps& gaps) {
  std::vector<Point> points(graph.layers);
  Point corner;
  float width = 0, bottom = 0;
  bool is_first = true;
  for (Layered& part : layered(graph)) {
    const Part laid(std::move(part), sizes, gaps);
    Area area = laid.put(corner, points);
    // Others stand below the part with the start, beside each other as far as that is wide.
    if (!is_first && corner.x > 0 && area.right > width) {
      corner = {0, bottom + 2 * gaps.along};
      area = laid.put(corner, points);
    }
    bottom = std::max(bottom, area.bottom);
    width = std::max(width, area.right);
    corner =
        is_first ? Point{0, bottom + 2 * gaps.along} : Point{area.right + gaps.across, corner.y};
    is_first = false;
  }
  return points;
}

}  // namespace tundish::studio
