#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "store/sqlite_tables.hpp"

namespace tundish::store {

/// The tables within one transaction that many pieces of work share. What all of them ask is asked
/// once. What they count is added up in memory and written once; as one file has nobody to spread
/// the counters for, they all go into one bucket.
class SqliteGroup : public SqliteTables {
 public:
  using SqliteTables::SqliteTables;

  std::int64_t generation() override;
  std::vector<CounterSum> sum_counters(std::string_view funnel) override;
  void add_counts(const CounterKey& key, const Counts& counts) override;

  /// Writes what was counted since.
  void write_counts();
  /// Nothing was counted since: the work is taken back.
  void forget_counts() { counts_.clear(); }

 private:
  std::optional<std::int64_t> generation_;
  std::map<CounterKey, Counts> counts_;
};

}  // namespace tundish::store
