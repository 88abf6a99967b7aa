#include "store/record.hpp"

#include <algorithm>

#include "store/rows.hpp"
#include "store/store.hpp"

namespace tundish::store {

int RecordTable::bucket_of(const Record& row) const {
  const std::string& first = std::get<std::string>(row.front());
  return bucket == Bucket::of_session ? bucket_of_session(first) : store::bucket_of(first);
}

Record RecordTable::key_of(const Record& row) const {
  return Record(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(key_size));
}

std::vector<std::size_t> RecordTable::order_of(std::string_view index) const {
  std::vector<std::size_t> order;
  if (!index.empty()) {
    const auto found =
        std::find_if(indexes.begin(), indexes.end(),
                     [index](const RecordIndex& candidate) { return candidate.name == index; });
    if (found == indexes.end()) throw StoreError(name + " has no index " + std::string(index));
    order = found->columns;
  }
  for (std::size_t column = 0; column < key_size; ++column) {
    if (std::find(order.begin(), order.end(), column) == order.end()) order.push_back(column);
  }
  return order;
}

}  // namespace tundish::store
