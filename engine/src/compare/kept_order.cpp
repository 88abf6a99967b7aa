#include "compare/kept_order.hpp"

#include <algorithm>
#include <optional>

namespace tundish {

// The longest rising sequence, found by keeping for each length the one that ends lowest.
std::vector<bool> kept_order(const std::vector<std::size_t>& places) {
  std::vector<std::size_t> ends;  // by length: the item where such a sequence ends
  std::vector<std::optional<std::size_t>> before(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto longer = std::lower_bound(
        ends.begin(), ends.end(), places[i],
        [&places](std::size_t end, std::size_t place) { return places[end] < place; });
    if (longer != ends.begin()) before[i] = *(longer - 1);
    if (longer == ends.end()) {
      ends.push_back(i);
    } else {
      *longer = i;
    }
  }
  std::vector<bool> kept(places.size(), false);
  if (ends.empty()) return kept;
  for (std::optional<std::size_t> at = ends.back(); at; at = before[*at]) kept[*at] = true;
  return kept;
}

}  // namespace tundish
