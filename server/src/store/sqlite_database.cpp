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

class SqlitePrepared : public PreparedSql {
 public:
  SqlitePrepared(sqlite3* database, sqlite3_stmt* statement)
      : database_(database), statement_(statement) {}
  ~SqlitePrepared() override { sqlite3_finalize(statement_); }
  SqlitePrepared(const SqlitePrepared&) = delete;
  SqlitePrepared& operator=(const SqlitePrepared&) = delete;

  void bind(int parameter, std::string_view text) override {
    // An empty view may point nowhere, which SQLite would take for NULL.
    const char* bytes = text.empty() ? "" : text.data();
    const int size = static_cast<int>(text.size());
    if (sqlite3_bind_text(statement_, parameter + 1, bytes, size, SQLITE_STATIC) != SQLITE_OK) {
      fail(database_, "bind a text");
    }
  }
  void bind(int parameter, std::int64_t number) override {
    if (sqlite3_bind_int64(statement_, parameter + 1, number) != SQLITE_OK) {
      fail(database_, "bind a number");
    }
  }
  bool step() override {
    const int outcome = sqlite3_step(statement_);
    if (outcome == SQLITE_ROW) return true;
    if (outcome == SQLITE_DONE) return false;
    fail(database_, "run a statement");
  }
  std::string_view text(int column) override {
    const unsigned char* bytes = sqlite3_column_text(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    if (bytes == nullptr) return {};
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
  }
  std::int64_t number(int column) override { return sqlite3_column_int64(statement_, column); }
  std::int64_t changed_rows() override { return sqlite3_changes(database_); }
  // What was bound stays bound, and is bound anew before anybody looks at it.
  void reset() override { sqlite3_reset(statement_); }

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_;
};

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
  prepared_.clear();
  prepared_texts_.clear();
  sqlite3_close(database_);
}

PreparedSql& SqliteDatabase::prepared(const char* sql) { return made(prepared_[sql], sql); }

PreparedSql& SqliteDatabase::prepared_text(const std::string& sql) {
  return made(prepared_texts_[sql], sql.c_str());
}

PreparedSql& SqliteDatabase::made(std::unique_ptr<SqlitePrepared>& prepared, const char* sql) {
  if (prepared) return *prepared;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
      SQLITE_OK) {
    fail(database_, std::string("prepare ") + sql);
  }
  prepared = std::make_unique<SqlitePrepared>(database_, statement);
  return *prepared;
}

void SqliteDatabase::execute(const std::string& sql) {
  if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(database_, "run " + sql.substr(0, 60));
  }
}

}  // namespace tundish::store
