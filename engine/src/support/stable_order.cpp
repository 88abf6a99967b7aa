#include "support/stable_order.hpp"

#include <algorithm>

namespace tundish {

// Merge sort from the bottom up: runs of one, two, four … items.
std::vector<std::uint32_t> stable_order(std::size_t count, const void* items, StandsBefore before) {
  std::vector<std::uint32_t> order(count), merged(count);
  for (std::size_t place = 0; place < count; ++place) {
    order[place] = static_cast<std::uint32_t>(place);
  }
  for (std::size_t run = 1; run < count; run *= 2) {
    for (std::size_t begin = 0; begin < count; begin += 2 * run) {
      const std::size_t middle = std::min(begin + run, count);
      const std::size_t end = std::min(begin + 2 * run, count);
      std::size_t left = begin, right = middle;
      for (std::size_t to = begin; to < end; ++to) {
        const bool take_right =
            left == middle || (right < end && before(items, order[right], order[left]));
        merged[to] = order[take_right ? right++ : left++];
      }
    }
    order.swap(merged);
  }
  return order;
}

}  // namespace tundish
