#include <algorithm>

#include "store/memory_tables.hpp"

namespace tundish::store {
namespace {

using Direction = RecordQuery::Direction;

/// Where a row of that key stands in memory.
Record place_in(const RecordTable& table, const Record& key) {
  Record place = {static_cast<std::int64_t>(table.bucket_of(key))};
  place.insert(place.end(), key.begin(), key.end());
  return place;
}

/// What a list is ordered by.
class RecordOrder {
 public:
  RecordOrder(const RecordTable& table, const RecordQuery& query)
      : table_(table), query_(query), columns_(table.order_of(query.index)) {}

  bool has(const Record& row) const {
    const Record place = place_of(row);
    if (!std::equal(query_.equal.begin(), query_.equal.end(), place.begin())) return false;
    if (query_.after.empty()) return true;
    const auto from = place.begin() + static_cast<std::ptrdiff_t>(query_.equal.size());
    const Record behind(from, from + static_cast<std::ptrdiff_t>(query_.after.size()));
    if (query_.index.empty() && query_.equal.empty()) {
      const std::pair here(table_.bucket_of(behind), behind);
      const std::pair there(table_.bucket_of(query_.after), query_.after);
      return query_.direction == Direction::ascending ? here > there : here < there;
    }
    return query_.direction == Direction::ascending ? behind > query_.after : behind < query_.after;
  }

  bool operator()(const Record& left, const Record& right) const {
    const std::pair of_left(leading_bucket(left), place_of(left));
    const std::pair of_right(leading_bucket(right), place_of(right));
    return query_.direction == Direction::ascending ? of_left < of_right : of_left > of_right;
  }

 private:
  int leading_bucket(const Record& row) const {
    return query_.index.empty() ? table_.bucket_of(row) : 0;
  }
  Record place_of(const Record& row) const {
    Record place;
    for (const std::size_t column : columns_) place.push_back(row[column]);
    return place;
  }

  const RecordTable& table_;
  const RecordQuery& query_;
  std::vector<std::size_t> columns_;
};

}  // namespace

std::optional<Record> MemoryTables::find_record(const RecordTable& table, const Record& key) {
  const auto& rows = rows_.records[table.name];
  const auto found = rows.find(place_in(table, key));
  if (found == rows.end()) return std::nullopt;
  return found->second;
}

std::vector<Record> MemoryTables::list_records(const RecordTable& table, const RecordQuery& query) {
  const RecordOrder order(table, query);
  std::vector<Record> list;
  for (const auto& [place, row] : rows_.records[table.name]) {
    if (order.has(row)) list.push_back(row);
  }
  std::sort(list.begin(), list.end(), order);
  const auto limit = static_cast<std::size_t>(std::max(query.limit, 0));
  if (list.size() > limit) list.resize(limit);
  return list;
}

void MemoryTables::put_record(const RecordTable& table, const Record& row) {
  put(rows_.records[table.name], place_in(table, table.key_of(row)), row);
}

Added MemoryTables::add_record(const RecordTable& table, const Record& row) {
  if (find_record(table, table.key_of(row))) return Added::key_is_taken;
  put_record(table, row);
  return Added::yes;
}

void MemoryTables::remove_record(const RecordTable& table, const Record& key) {
  take(rows_.records[table.name], place_in(table, key));
}

}  // namespace tundish::store
