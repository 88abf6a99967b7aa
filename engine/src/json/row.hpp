#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tundish::json {

/// Values that stand side by side on a `Shelf`, which outlives them.
template <class Item>
class Row {
 public:
  Row() = default;
  Row(const Item* first, std::size_t size) : first_(first), size_(size) {}

  const Item* begin() const { return first_; }
  const Item* end() const { return first_ + size_; }
  const Item* data() const { return first_; }
  const Item& operator[](std::size_t index) const { return first_[index]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  const Item* first_ = nullptr;
  std::size_t size_ = 0;
};

/// Keeps rows in few large pieces, where they stay: a row that asked for memory of its own, and a
/// value that moved its rows along, would cost more than the reading of their text.
class Shelf {
 public:
  /// Takes the items from `first` on off the end of `items`.
  template <class Item>
  Row<Item> take_off(std::vector<Item>& items, std::size_t first) {
    static_assert(std::is_trivially_copyable_v<Item> && alignof(Item) <= alignof(double));
    const std::size_t count = items.size() - first;
    const auto* from = reinterpret_cast<const char*>(items.data() + first);
    const void* place = keep({from, count * sizeof(Item)});
    items.resize(first);
    return Row<Item>(static_cast<const Item*>(place), count);
  }

 private:
  const void* keep(std::string_view row);

  std::list<std::string> pieces_;
  char* next_ = nullptr;  // free place in the last piece
  std::size_t left_ = 0;
};

}  // namespace tundish::json
