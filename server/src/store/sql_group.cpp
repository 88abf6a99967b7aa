#include "store/sql_group.hpp"

namespace tundish::store {

std::int64_t SqlGroup::generation() {
  if (!generation_) generation_ = SqlTables::generation();
  return *generation_;
}

std::vector<CounterSum> SqlGroup::sum_counters(const CounterQuery& query) {
  write_counts();
  return SqlTables::sum_counters(query);
}

void SqlGroup::add_counts(const CounterKey& key, const Counts& counts) {
  CounterKey here = key;
  if (here.bucket != kKeptCounts) here.bucket = counter_bucket_;
  add(counts_[std::move(here)], counts);
}

void SqlGroup::remove_counts() {
  write_counts();
  SqlTables::remove_counts();
}

void SqlGroup::write_counts() {
  for (const auto& [key, counts] : counts_) SqlTables::add_counts(key, counts);
  counts_.clear();
}

}  // namespace tundish::store
