#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/temporary_folder.hpp"
#include "store/record_tables.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::store {
namespace {

using Lines = std::vector<std::string>;

/// The tables that have methods of their own.
const std::set<std::string> kHotTables = {"settings",     "funnels",  "releases",
                                          "publications", "sessions", "events",
                                          "quarantine",   "intents",  "counters"};

/// What a descriptor says of its table: columns with their types, the key, and indexes.
Lines described(const RecordTable& table) {
  Lines lines = {"bucket INTEGER NOT NULL"};
  for (const RecordColumn& column : table.columns) {
    const bool is_text = column.kind == RecordColumn::Kind::text;
    lines.push_back(column.name + (is_text ? " TEXT" : " BIGINT") + " NOT NULL");
  }
  const auto listed = [&table](std::string text, const std::vector<std::size_t>& columns) {
    for (const std::size_t column : columns) text += ' ' + table.columns[column].name;
    return text;
  };
  lines.push_back(listed("PRIMARY KEY bucket", table.order_of("")));
  for (const RecordIndex& index : table.indexes) {
    const std::vector<std::size_t> order = table.order_of(index.name);
    lines.push_back(listed(index.name + (order.front() == 0 ? " bucket" : ""), order));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// The same of the table as SQLite has it.
Lines in_sqlite(SqliteDatabase& database, const std::string& table) {
  Lines lines;
  std::map<std::int64_t, std::string> key;
  {
    SqlStatement row = database.prepare(
        "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?) ORDER BY cid");
    row.bind(std::string_view(table));
    while (row.step()) {
      const std::string name = row.text();
      const std::string type = row.text();
      lines.push_back(name + ' ' + type + (row.number() == 1 ? " NOT NULL" : ""));
      if (const std::int64_t place = row.number(); place > 0) key[place] = name;
    }
  }
  std::string line = "PRIMARY KEY";
  for (const auto& [place, name] : key) line += ' ' + name;
  lines.push_back(line);
  Lines indexes;
  {
    SqlStatement row =
        database.prepare("SELECT name FROM pragma_index_list(?) WHERE origin <> 'pk'");
    row.bind(std::string_view(table));
    while (row.step()) indexes.push_back(row.text());
  }
  for (const std::string& index : indexes) {
    SqlStatement row = database.prepare("SELECT name FROM pragma_index_info(?) ORDER BY seqno");
    row.bind(std::string_view(index));
    line = index;
    while (row.step()) line += ' ' + row.text();
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST(RecordSchema, IsTheDescriptorsInSqlite) {
  const TemporaryFolder folder;
  const std::string path = folder.path("test.sqlite");
  { SqliteStore store(path, 1); }
  SqliteDatabase database(path, SqliteDatabase::Access::read_only);
  for (const RecordTable* table : record_tables()) {
    EXPECT_EQ(in_sqlite(database, table->name), described(*table)) << table->name;
  }
}

TEST(RecordSchema, HasNoTableThatNobodyDescribes) {
  const TemporaryFolder folder;
  const std::string path = folder.path("test.sqlite");
  { SqliteStore store(path, 1); }
  SqliteDatabase database(path, SqliteDatabase::Access::read_only);
  std::set<std::string> expected = kHotTables;
  for (const RecordTable* table : record_tables()) {
    EXPECT_TRUE(expected.insert(table->name).second) << table->name << " twice";
  }
  std::set<std::string> found;
  SqlStatement row = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'");
  while (row.step()) found.insert(row.text());
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace tundish::store
