#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/sql_connection.hpp"
#include "store/sqlite_log.hpp"

namespace tundish::store {

class SqlitePrepared;

/// One connection, used by one thread at a time.
class SqliteDatabase : public SqlConnection {
 public:
  enum class Access { read_only, read_write };

  /// Opens, and makes the file when it may write. Throws `StoreError`.
  SqliteDatabase(const std::string& path, Access access);
  ~SqliteDatabase() override;
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  void execute(const std::string& sql) override;
  const char* begin_reading() const override { return "BEGIN"; }
  std::int64_t schema_version() override;
  void migrate_to(std::int64_t version, std::int64_t now_ms) override;
  std::vector<TableShape> tables() override;
  /// Its write-ahead log, when it writes and has begun. Throws `StoreError`.
  SqliteLog log() const { return SqliteLog(database_); }

 private:
  PreparedSql& prepared(const char* sql) override;
  PreparedSql& prepared_text(const std::string& sql) override;
  PreparedSql& made(std::unique_ptr<SqlitePrepared>& prepared, const char* sql);

  sqlite3* database_ = nullptr;
  /// By the address of a constant: texts that are alike may be prepared twice.
  std::unordered_map<const char*, std::unique_ptr<SqlitePrepared>> prepared_;
  std::unordered_map<std::string, std::unique_ptr<SqlitePrepared>> prepared_texts_;
};

}  // namespace tundish::store
