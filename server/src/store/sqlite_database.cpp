#include "store/sqlite_database.hpp"

#include "store/store.hpp"

namespace tundish::store {
namespace {

constexpr int kBusyTimeoutMs = 10000;

[[noreturn]] void fail(sqlite3* database, const std::string& doing) {
  const char* reason = database != nullptr ? sqlite3_errmsg(database) : "out of memory";
  throw StoreError("SQLite could not " + doing + ": " + reason);
}

}  // namespace

SqliteStatement::SqliteStatement(sqlite3* database, sqlite3_stmt* statement)
    : database_(database), statement_(statement) {}

SqliteStatement::~SqliteStatement() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

SqliteStatement& SqliteStatement::bind(std::string_view text) {
  // An empty view may point nowhere, which SQLite would take for NULL.
  const char* bytes = text.empty() ? "" : text.data();
  const int size = static_cast<int>(text.size());
  if (sqlite3_bind_text(statement_, ++parameter_, bytes, size, SQLITE_STATIC) != SQLITE_OK) {
    fail(database_, "bind a text");
  }
  return *this;
}

SqliteStatement& SqliteStatement::bind(std::int64_t number) {
  if (sqlite3_bind_int64(statement_, ++parameter_, number) != SQLITE_OK) {
    fail(database_, "bind a number");
  }
  return *this;
}

bool SqliteStatement::step() {
  column_ = 0;
  const int outcome = sqlite3_step(statement_);
  if (outcome == SQLITE_ROW) return true;
  if (outcome == SQLITE_DONE) return false;
  fail(database_, "run a statement");
}

void SqliteStatement::run() {
  while (step()) {
  }
}

std::string SqliteStatement::text() {
  const int column = column_++;
  const unsigned char* bytes = sqlite3_column_text(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  if (bytes == nullptr) return {};
  return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::int64_t SqliteStatement::number() { return sqlite3_column_int64(statement_, column_++); }

SqliteDatabase::SqliteDatabase(const std::string& path, Access access) {
  // Counting what SQLite has in memory costs a lock at every piece of it, and nobody asks.
  static const int settled = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  if (settled != SQLITE_OK) throw StoreError("SQLite was used before it was set up");
  const int flags = access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                 : SQLITE_OPEN_READONLY;
  const char* files = access == Access::read_write ? log_files() : nullptr;
  if (sqlite3_open_v2(path.c_str(), &database_, flags | SQLITE_OPEN_NOMUTEX, files) != SQLITE_OK) {
    const std::string reason = database_ != nullptr ? sqlite3_errmsg(database_) : "out of memory";
    sqlite3_close(database_);
    throw StoreError("SQLite could not open " + path + ": " + reason);
  }
  sqlite3_busy_timeout(database_, kBusyTimeoutMs);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

SqliteDatabase::~SqliteDatabase() {
  for (const auto& [text, statement] : prepared_) sqlite3_finalize(statement);
  for (const auto& [text, statement] : prepared_texts_) sqlite3_finalize(statement);
  sqlite3_close(database_);
}

SqliteStatement SqliteDatabase::prepare(const char* sql) { return prepared(prepared_[sql], sql); }

SqliteStatement SqliteDatabase::prepare_text(const std::string& sql) {
  return prepared(prepared_texts_[sql], sql.c_str());
}

SqliteStatement SqliteDatabase::prepared(sqlite3_stmt*& statement, const char* sql) {
  if (statement == nullptr && sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                                 &statement, nullptr) != SQLITE_OK) {
    fail(database_, std::string("prepare ") + sql);
  }
  return SqliteStatement(database_, statement);
}

void SqliteDatabase::execute(const std::string& sql) {
  if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(database_, "run " + sql.substr(0, 60));
  }
}

}  // namespace tundish::store
