#include "store/record_sql.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace tundish::store {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

std::vector<std::string> names(const RecordTable& table, std::size_t from, std::size_t to) {
  std::vector<std::string> list;
  for (std::size_t column = from; column < to; ++column) list.push_back(table.columns[column].name);
  return list;
}

void append(Record& parameters, const Record& more) {
  parameters.insert(parameters.end(), more.begin(), more.end());
}

/// The bucket of a row, and the row.
Record with_bucket(const RecordTable& table, const Record& row) {
  Record all;
  all.reserve(row.size() + 1);
  all.emplace_back(static_cast<std::int64_t>(table.bucket_of(row)));
  append(all, row);
  return all;
}

/// `WHERE bucket = ? AND …` of one key.
std::string of_key(const RecordTable& table) {
  std::string text = " WHERE bucket = ?";
  for (const std::string& name : names(table, 0, table.key_size)) text += " AND " + name + " = ?";
  return text;
}

std::string select(const RecordTable& table) {
  return "SELECT " + joined(names(table, 0, table.columns.size()), ", ") + " FROM " + table.name;
}

/// `INSERT … ON CONFLICT (bucket, …) DO`
RecordSql insert(const RecordTable& table, const Record& row) {
  RecordSql sql;
  sql.text = "INSERT INTO " + table.name + " (bucket, " +
             joined(names(table, 0, table.columns.size()), ", ") + ") VALUES (?";
  for (std::size_t column = 0; column < table.columns.size(); ++column) sql.text += ", ?";
  sql.text += ") ON CONFLICT (bucket, " + joined(names(table, 0, table.key_size), ", ") + ") DO ";
  sql.parameters = with_bucket(table, row);
  return sql;
}

/// What a list is ordered by, column by column.
std::vector<std::string> order_names(const RecordTable& table, const RecordQuery& query) {
  std::vector<std::string> order;
  if (query.index.empty()) order.emplace_back("bucket");
  for (const std::size_t column : table.order_of(query.index)) {
    order.push_back(table.columns[column].name);
  }
  return order;
}

}  // namespace

RecordSql find_sql(const RecordTable& table, const Record& key) {
  return RecordSql{select(table) + of_key(table), with_bucket(table, key)};
}

RecordSql list_sql(const RecordTable& table, const RecordQuery& query) {
  const bool is_ascending = query.direction == RecordQuery::Direction::ascending;
  std::vector<std::string> order = order_names(table, query);
  RecordSql sql;
  std::vector<std::string> conditions;
  Record equal = query.equal;
  Record after = query.after;
  const bool begins_with_key = table.order_of(query.index).front() == 0;
  // Of one bucket where the query says which one, so that only one machine is asked.
  if (query.index.empty()) {
    Record& first = equal.empty() ? after : equal;
    if (!first.empty()) first = with_bucket(table, first);
  } else if (begins_with_key && !equal.empty()) {
    conditions.emplace_back("bucket = ?");
    sql.parameters.emplace_back(static_cast<std::int64_t>(table.bucket_of(equal)));
  }
  for (std::size_t i = 0; i < equal.size(); ++i) conditions.push_back(order[i] + " = ?");
  append(sql.parameters, equal);
  if (!after.empty()) {
    const auto from = order.begin() + static_cast<std::ptrdiff_t>(equal.size());
    const std::vector<std::string> compared(from, from + static_cast<std::ptrdiff_t>(after.size()));
    const std::vector<std::string> marks(after.size(), "?");
    conditions.push_back('(' + joined(compared, ", ") + (is_ascending ? ") > (" : ") < (") +
                         joined(marks, ", ") + ')');
    append(sql.parameters, after);
  }
  if (!is_ascending) {
    for (std::string& name : order) name += " DESC";
  }
  sql.text = select(table) + (conditions.empty() ? "" : " WHERE ") + joined(conditions, " AND ") +
             " ORDER BY " + joined(order, ", ") + " LIMIT ?";
  sql.parameters.emplace_back(static_cast<std::int64_t>(std::max(query.limit, 0)));
  return sql;
}

RecordSql put_sql(const RecordTable& table, const Record& row) {
  RecordSql sql = insert(table, row);
  std::vector<std::string> changes;
  for (const std::string& name : names(table, table.key_size, table.columns.size())) {
    changes.push_back(name + " = excluded." + name);
  }
  sql.text += changes.empty() ? "NOTHING" : "UPDATE SET " + joined(changes, ", ");
  return sql;
}

RecordSql add_sql(const RecordTable& table, const Record& row) {
  RecordSql sql = insert(table, row);
  sql.text += "NOTHING";
  return sql;
}

RecordSql remove_sql(const RecordTable& table, const Record& key) {
  return RecordSql{"DELETE FROM " + table.name + of_key(table), with_bucket(table, key)};
}

}  // namespace tundish::store
