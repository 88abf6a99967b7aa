#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "store/sql_tables.hpp"

namespace tundish::store {

/// The tables within one transaction that many pieces of work share. What all of them ask is asked
/// once. What they count is added up in memory and written once, to counters of one bucket: whoever
/// writes at the same time has another one.
class SqlGroup : public SqlTables {
 public:
  SqlGroup(SqlConnection& connection, int counter_bucket)
      : SqlTables(connection), counter_bucket_(counter_bucket) {}

  std::int64_t generation() override;
  std::vector<CounterSum> sum_counters(const CounterQuery& query) override;
  void add_counts(const CounterKey& key, const Counts& counts) override;
  void remove_counts() override;

  /// Writes what was counted since.
  void write_counts();
  /// Nothing was counted since: the work is taken back.
  void forget_counts() { counts_.clear(); }

 private:
  int counter_bucket_;
  std::optional<std::int64_t> generation_;
  std::map<CounterKey, Counts> counts_;
};

}  // namespace tundish::store
