#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tundish {

/// Whether the item at `a` stands before the item at `b`; `items` is whatever the caller gave.
using StandsBefore = bool (*)(const void* items, std::size_t a, std::size_t b);

/// The places 0 … count-1 in order; equal ones keep theirs. One function for all items, because a
/// phone downloads every copy that a template would make.
std::vector<std::uint32_t> stable_order(std::size_t count, const void* items, StandsBefore before);

/// Sorts a vector from `first` on by a comparison without state; equal items keep their order.
template <class Item, class Before>
void sort_stably(std::vector<Item>& items, Before, std::size_t first = 0) {
  const StandsBefore before = [](const void* all, std::size_t a, std::size_t b) {
    const auto* list = static_cast<const Item*>(all);
    return Before{}(list[a], list[b]);
  };
  Item* const begin = items.data() + first;
  const std::size_t count = items.size() - first;
  std::vector<Item> sorted;
  sorted.reserve(count);
  for (const std::uint32_t place : stable_order(count, begin, before)) {
    sorted.push_back(std::move(begin[place]));
  }
  std::move(sorted.begin(), sorted.end(), begin);
}

}  // namespace tundish
