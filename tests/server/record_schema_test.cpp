#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/postgres_cluster.hpp"
#include "server/temporary_folder.hpp"
#include "store/postgres_connection.hpp"
#include "store/record_tables.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::store {
namespace {

using Lines = std::vector<std::string>;

/// The tables that have methods of their own.
const std::set<std::string> kHotTables = {"commits",  "counters",     "events",
                                          "intents",  "publications", "quarantine",
                                          "releases", "sessions",     "settings"};

std::string joined(std::string text, const std::vector<std::string>& words) {
  for (const std::string& word : words) text += ' ' + word;
  return text;
}

std::string line_of(const RecordColumn& column) {
  return column.name + (column.kind == RecordColumn::Kind::text ? " TEXT" : " BIGINT");
}

/// What a descriptor says of its table: columns with their types, the key, and indexes.
Lines described(const RecordTable& table) {
  Lines lines = {"bucket BIGINT"};
  for (const RecordColumn& column : table.columns) lines.push_back(line_of(column));
  const auto names = [&table](const std::vector<std::size_t>& columns) {
    std::vector<std::string> list;
    for (const std::size_t column : columns) list.push_back(table.columns[column].name);
    return list;
  };
  lines.push_back(joined("KEY bucket", names(table.order_of(""))));
  for (const RecordIndex& index : table.indexes) {
    const std::vector<std::size_t> order = table.order_of(index.name);
    lines.push_back(joined(index.name + (order.front() == 0 ? " bucket" : ""), names(order)));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// The same of the table as a database has it.
Lines found(const TableShape& table) {
  Lines lines;
  for (const RecordColumn& column : table.columns) lines.push_back(line_of(column));
  lines.push_back(joined("KEY", table.key));
  for (const auto& [name, columns] : table.indexes) lines.push_back(joined(name, columns));
  std::sort(lines.begin(), lines.end());
  return lines;
}

void expect_the_descriptors(SqlConnection& connection) {
  std::map<std::string, TableShape> tables;
  for (TableShape& table : connection.tables()) {
    EXPECT_FALSE(table.allows_null) << table.name;
    EXPECT_EQ(table.columns.front().name, "bucket") << table.name;
    EXPECT_EQ(std::count(table.key.begin(), table.key.end(), "bucket"), 1) << table.name;
    tables[table.name] = std::move(table);
  }
  std::set<std::string> expected = kHotTables;
  for (const RecordTable* table : record_tables()) {
    EXPECT_TRUE(expected.insert(table->name).second) << table->name << " twice";
    EXPECT_EQ(found(tables[table->name]), described(*table)) << table->name;
  }
  std::set<std::string> names;
  for (const auto& [name, table] : tables) names.insert(name);
  EXPECT_EQ(names, expected);
}

TEST(RecordSchema, IsTheDescriptorsInSqlite) {
  const TemporaryFolder folder;
  const std::string path = folder.path("test.sqlite");
  { const SqliteStore store(path, 1); }
  SqliteDatabase database(path, SqliteDatabase::Access::read_only);
  expect_the_descriptors(database);
}

TEST(RecordSchema, IsTheDescriptorsInPostgres) {
  if (!PostgresCluster::is_here()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
  PostgresCluster::shared().empty(1);
  PostgresConnection connection(PostgresCluster::shared().url());
  expect_the_descriptors(connection);
}

}  // namespace
}  // namespace tundish::store
