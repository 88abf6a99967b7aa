#pragma once

#include <map>

#include "store/sqlite_tables.hpp"

namespace tundish::store {

/// The tables within one transaction that many pieces of work share. What they count is added up in
/// memory and written once; as one file has nobody to spread the counters for, they all go into
/// one bucket.
class SqliteGroup : public SqliteTables {
 public:
  using SqliteTables::SqliteTables;

  std::vector<CounterSum> sum_counters(std::string_view funnel) override;
  void add_counts(const CounterKey& key, const Counts& counts) override;

  /// Writes what was counted since.
  void write_counts();
  /// Nothing was counted since: the work is taken back.
  void forget_counts() { counts_.clear(); }

 private:
  std::map<CounterKey, Counts> counts_;
};

}  // namespace tundish::store
