#include "document/rows.hpp"

#include <algorithm>

namespace tundish::studio {
namespace {

constexpr int kRounds = 16;

/// A row of stands that are pressed against each other: `line` is where the first one's is.
struct Block {
  float line = 0, weight = 0;
  std::size_t last = 0;
};

class Rows {
 public:
  Rows(const Layered& layered, const std::vector<Size>& sizes, float gap)
      : all_(layered), lines_(layered.stands.size()), down_(layered.stands.size()) {
    for (const Numbers& column : all_.columns) {
      for (std::size_t at = 1; at < column.size(); ++at) {
        const Stand &above = all_.stands[column[at - 1]], &below = all_.stands[column[at]];
        const bool is_card = above.layer && below.layer;
        const bool is_lane = !above.layer && !below.layer;
        const float apart = is_card ? gap : is_lane ? kLine : kBesideLane;
        down_[column[at]] = reach_of(above, sizes).below + apart + reach_of(below, sizes).above;
      }
    }
  }

  std::vector<float> heights() && {
    for (const Numbers& column : all_.columns) stack(column);
    for (int round = 0; round < kRounds; ++round) {
      const std::size_t count = all_.columns.size();
      for (std::size_t at = 0; at < count; ++at) settle(all_.columns[at], true, round > 3);
      for (std::size_t at = count; at > 0; --at) settle(all_.columns[at - 1], round > 3, true);
    }
    for (const Numbers& column : all_.columns) settle(column, true, false);
    return std::move(lines_);
  }

 private:
  void stack(const Numbers& column) {
    float line = 0;
    for (const std::size_t stand : column) lines_[stand] = line += down_[stand];
    for (const std::size_t stand : column) lines_[stand] -= line / 2;
  }

  /// A long way is to be straight before anything else.
  float weight(std::size_t one, std::size_t other) const {
    const bool is_lane = !all_.stands[one].layer, is_other_lane = !all_.stands[other].layer;
    if (is_lane && is_other_lane) return 8;
    return is_lane || is_other_lane ? 2 : 1;
  }

  /// Where a stand would be best for its neighbours, and how much that counts.
  Block wish(std::size_t stand, bool before, bool behind) const {
    float sum = 0, weights = 0;
    const auto add = [&](const Numbers& beside) {
      for (const std::size_t one : beside) {
        const float much = weight(stand, one);
        sum += lines_[one] * much;
        weights += much;
      }
    };
    if (before) add(all_.from[stand]);
    if (behind) add(all_.to[stand]);
    constexpr float kLittle = 0.01F;
    if (weights == 0) return {lines_[stand], kLittle, 0};
    return {sum / weights, weights, 0};
  }

  /// Each as near to what it wishes as the order of the column lets it: those in each other's way
  /// meet where it is best for them together.
  void settle(const Numbers& column, bool before, bool behind) {
    std::vector<Block> blocks;
    std::vector<float> offset;
    for (std::size_t at = 0; at < column.size(); ++at) {
      offset.push_back(at == 0 ? 0 : offset.back() + down_[column[at]]);
      Block block = wish(column[at], before, behind);
      block.line -= offset.back();
      block.last = at;
      while (!blocks.empty() && blocks.back().line > block.line) {
        const Block& above = blocks.back();
        const float weight = above.weight + block.weight;
        block.line = (above.line * above.weight + block.line * block.weight) / weight;
        block.weight = weight;
        blocks.pop_back();
      }
      blocks.push_back(block);
    }
    std::size_t at = 0;
    for (const Block& block : blocks)
      for (; at <= block.last; ++at) lines_[column[at]] = block.line + offset[at];
  }

  const Layered& all_;
  std::vector<float> lines_;
  std::vector<float> down_;  ///< of each stand, how far its line is at least below the one above
};

}  // namespace

Reach reach_of(const Stand& stand, const std::vector<Size>& sizes) {
  if (!stand.layer) {
    const float half = kLine * static_cast<float>(stand.ways) / 2;
    return {half, half};
  }
  const float height = sizes[*stand.layer].height;
  const float above = std::min(kArrival, height / 2);
  return {above, height - above};
}

std::vector<float> heights_of(const Layered& layered, const std::vector<Size>& sizes, float gap) {
  return Rows(layered, sizes, gap).heights();
}

}  // namespace tundish::studio
