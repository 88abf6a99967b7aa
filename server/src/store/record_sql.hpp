#pragma once

#include <string>

#include "store/record.hpp"

namespace tundish::store {

/// A statement about records, and what its parameters are.
struct RecordSql {
  std::string text;
  Record parameters;
};

/// Each row has the table's columns.
RecordSql find_sql(const RecordTable& table, const Record& key);
RecordSql list_sql(const RecordTable& table, const RecordQuery& query);
RecordSql put_sql(const RecordTable& table, const Record& row);
/// Changes no row when the key is taken.
RecordSql add_sql(const RecordTable& table, const Record& row);
RecordSql remove_sql(const RecordTable& table, const Record& key);

}  // namespace tundish::store
