#include "store/sqlite_group.hpp"

namespace tundish::store {

std::int64_t SqliteGroup::generation() {
  if (!generation_) generation_ = SqliteTables::generation();
  return *generation_;
}

std::vector<CounterSum> SqliteGroup::sum_counters(std::string_view funnel) {
  write_counts();
  return SqliteTables::sum_counters(funnel);
}

void SqliteGroup::add_counts(const CounterKey& key, const Counts& counts) {
  CounterKey here = key;
  here.bucket = 0;
  Counts& sum = counts_[std::move(here)];
  sum = sum + counts;
}

void SqliteGroup::write_counts() {
  for (const auto& [key, counts] : counts_) SqliteTables::add_counts(key, counts);
  counts_.clear();
}

}  // namespace tundish::store
