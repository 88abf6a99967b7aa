#include <algorithm>
#include <utility>

#include "document/layered.hpp"

namespace tundish::studio {
namespace {

/// How often columns are sorted by their neighbours, and how often without any gain.
constexpr int kSweeps = 24;
constexpr int kVain = 6;
/// Changing places one by one is for what a reader can take in.
constexpr std::size_t kMostToSwap = 3000;

class Sorter {
 public:
  explicit Sorter(Layered& layered) : all_(layered), place_(layered.stands.size()) {
    for (const Numbers& column : all_.columns) number(column);
  }

  void sort() {
    std::vector<Numbers> best = all_.columns;
    std::size_t least = crossings(all_);
    int vain = 0;
    for (int sweep = 0; sweep < kSweeps && vain < kVain && least > 0; ++sweep) {
      const bool onwards = sweep % 2 == 0;
      for (std::size_t step = 0; step < all_.columns.size(); ++step)
        sort_column(all_.columns[onwards ? step : all_.columns.size() - 1 - step], onwards);
      if (all_.stands.size() <= kMostToSwap) swap();
      const std::size_t count = crossings(all_);
      ++vain;
      if (count >= least) continue;
      least = count;
      best = all_.columns;
      vain = 0;
    }
    all_.columns = std::move(best);
  }

 private:
  void number(const Numbers& column) {
    for (std::size_t index = 0; index < column.size(); ++index) place_[column[index]] = index;
  }

  /// The middle of the places of those that lead there or whereto it leads; who has none keeps the
  /// place.
  float wanted(std::size_t stand, bool onwards) const {
    const Numbers& beside = onwards ? all_.from[stand] : all_.to[stand];
    if (beside.empty()) return static_cast<float>(place_[stand]);
    float sum = 0;
    for (const std::size_t one : beside) {
      sum += static_cast<float>(place_[one]);
      if (!onwards) continue;
      // Ways begin one below the other.
      const Numbers& to = all_.to[one];
      const auto index = std::find(to.begin(), to.end(), stand) - to.begin();
      sum += static_cast<float>(index + 1) / static_cast<float>(to.size() + 1) - 0.5F;
    }
    return sum / static_cast<float>(beside.size());
  }

  void sort_column(Numbers& column, bool onwards) {
    std::vector<std::pair<float, std::size_t>> sorted;
    sorted.reserve(column.size());
    for (const std::size_t stand : column) sorted.emplace_back(wanted(stand, onwards), stand);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
    std::transform(sorted.begin(), sorted.end(), column.begin(),
                   [](const auto& one) { return one.second; });
    number(column);
  }

  /// How many ways of both cross when the first one stands above the other.
  std::size_t crossed(std::size_t upper, std::size_t lower) const {
    std::size_t count = 0;
    for (const std::size_t one : all_.from[upper]) {
      for (const std::size_t other : all_.from[lower]) {
        // Ways from one layer begin one below the other.
        const bool is_after = one == other && begins_after(one, upper, lower);
        count += place_[one] > place_[other] || is_after ? 1 : 0;
      }
    }
    for (const std::size_t one : all_.to[upper])
      for (const std::size_t other : all_.to[lower]) count += place_[one] > place_[other] ? 1 : 0;
    return count;
  }

  bool begins_after(std::size_t from, std::size_t one, std::size_t other) const {
    const Numbers& to = all_.to[from];
    return std::find(to.begin(), to.end(), one) > std::find(to.begin(), to.end(), other);
  }

  /// Neighbours change places as long as fewer ways cross.
  void swap() {
    bool has_gained = true;
    for (int round = 0; round < 8 && has_gained; ++round) {
      has_gained = false;
      for (Numbers& column : all_.columns) {
        for (std::size_t at = 0; at + 1 < column.size(); ++at) {
          const std::size_t upper = column[at], lower = column[at + 1];
          if (crossed(upper, lower) <= crossed(lower, upper)) continue;
          std::swap(column[at], column[at + 1]);
          std::swap(place_[upper], place_[lower]);
          has_gained = true;
        }
      }
    }
  }

  Layered& all_;
  Numbers place_;
};

}  // namespace

std::size_t crossings(const Layered& layered) {
  Numbers place(layered.stands.size());
  for (const Numbers& column : layered.columns)
    for (std::size_t index = 0; index < column.size(); ++index) place[column[index]] = index;
  std::size_t count = 0;
  for (std::size_t at = 0; at + 1 < layered.columns.size(); ++at) {
    // Ways from top to bottom: each crosses those before it that end further below. Sums of how
    // many end where, as a tree of powers of two (Fenwick).
    Numbers sums(layered.columns[at + 1].size() + 1);
    std::size_t before = 0;
    for (const std::size_t stand : layered.columns[at]) {
      for (const std::size_t to : layered.to[stand]) {
        std::size_t above = 0;
        for (std::size_t one = place[to] + 1; one > 0; one &= one - 1) above += sums[one];
        count += before++ - above;
        for (std::size_t one = place[to] + 1; one < sums.size(); one += one & (~one + 1))
          ++sums[one];
      }
    }
  }
  return count;
}

void uncross(Layered& layered) { Sorter(layered).sort(); }

}  // namespace tundish::studio
