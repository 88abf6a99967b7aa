#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "store/sqlite_log.hpp"

namespace tundish::store {

/// A prepared statement under way; gives itself back when it goes out of scope.
class SqliteStatement {
 public:
  SqliteStatement(sqlite3* database, sqlite3_stmt* statement);
  ~SqliteStatement();
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  /// Binds the next parameter. The text must live until the statement ends.
  SqliteStatement& bind(std::string_view text);
  SqliteStatement& bind(std::int64_t number);
  SqliteStatement& bind(int number) { return bind(static_cast<std::int64_t>(number)); }

  /// Moves to the next row; false after the last. Throws `StoreError`.
  bool step();
  /// Runs it to its end.
  void run();
  /// How many rows it changed, when it has run to its end.
  int changed_rows() const { return sqlite3_changes(database_); }

  /// The next column of the row.
  std::string text();
  std::int64_t number();

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_;
  int parameter_ = 0;
  int column_ = 0;
};

/// One connection, used by one thread at a time.
class SqliteDatabase {
 public:
  enum class Access { read_only, read_write };

  /// Opens, and makes the file when it may write. Throws `StoreError`.
  SqliteDatabase(const std::string& path, Access access);
  ~SqliteDatabase();
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  /// A statement of constant text, prepared once per connection.
  SqliteStatement prepare(const char* sql);
  /// The same of a text that was made; each should come from a small set.
  SqliteStatement prepare_text(const std::string& sql);
  /// Runs statements that give no rows.
  void execute(const std::string& sql);
  /// Its write-ahead log, when it writes and has begun. Throws `StoreError`.
  SqliteLog log() const { return SqliteLog(database_); }

 private:
  SqliteStatement prepared(sqlite3_stmt*& statement, const char* sql);

  sqlite3* database_ = nullptr;
  std::map<const char*, sqlite3_stmt*> prepared_;
  std::map<std::string, sqlite3_stmt*> prepared_texts_;
};

}  // namespace tundish::store
