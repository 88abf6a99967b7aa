#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "store/sql_connection.hpp"
#include "store/store.hpp"

struct pg_conn;

namespace tundish::store {

/// Another transaction was in the way: nothing happened, and it is worth doing it anew.
class ConflictError : public StoreError {
 public:
  using StoreError::StoreError;
};

/// A key is taken. Two who add the same one at once look alike to us: whoever comes later finds the
/// other's row when he tries anew.
class DuplicateError : public ConflictError {
 public:
  using ConflictError::ConflictError;
};

/// The connection is gone. Nothing happened, unless a commit was under way: then nobody knows yet.
class ConnectionError : public StoreError {
 public:
  using StoreError::StoreError;
};

class PostgresPrepared;

/// One connection to PostgreSQL, used by one thread at a time.
class PostgresConnection : public SqlConnection {
 public:
  /// Connects to `postgresql://…`. Throws `ConnectionError`.
  explicit PostgresConnection(const std::string& url);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  /// A COMMIT that took back instead is an error too.
  void execute(const std::string& sql) override;
  const char* begin_reading() const override {
    return "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
  }
  std::int64_t schema_version() override;
  void migrate_to(std::int64_t version, std::int64_t now_ms) override;
  std::vector<TableShape> tables() override;

 private:
  PreparedSql& prepared(const char* sql) override;
  PreparedSql& prepared_text(const std::string& sql) override;
  PreparedSql& made(std::unique_ptr<PostgresPrepared>& prepared, const std::string& sql);

  pg_conn* connection_ = nullptr;
  int statements_ = 0;
  /// By the address of a constant: texts that are alike may be prepared twice.
  std::unordered_map<const char*, std::unique_ptr<PostgresPrepared>> prepared_;
  std::unordered_map<std::string, std::unique_ptr<PostgresPrepared>> prepared_texts_;
};

}  // namespace tundish::store
