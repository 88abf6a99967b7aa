#include "cli/databases.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "store/memory_store.hpp"
#include "store/postgres_connection.hpp"
#include "store/postgres_store.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::cli {
namespace {

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

bool is_postgres(const std::string& database) {
  return begins(database, "postgresql://") || begins(database, "postgres://");
}

/// The path of `sqlite:PATH`, whose folder is there then.
std::string sqlite_path(const std::string& database, Missing missing) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (!begins(database, kSqlite) || database.size() == kSqlite.size()) {
    throw CLI::ValidationError("--database", std::string("write ") + kDatabaseForms);
  }
  std::string path = database.substr(kSqlite.size());
  if (missing == Missing::refused && !std::filesystem::exists(path)) {
    throw store::StoreError("there is no database " + path +
                            ": --data or --database says where it lies");
  }
  ::umask(0077);
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  return path;
}

}  // namespace

std::string DatabaseOptions::folder() const {
  constexpr std::string_view kSqlite = "sqlite:";
  if (!begins(database, kSqlite)) return data;
  const std::string beside =
      std::filesystem::path(database.substr(kSqlite.size())).parent_path().string();
  return beside.empty() ? "." : beside;
}

void add_database_options(CLI::App& verb, DatabaseOptions& options) {
  verb.add_option("--database", options.database,
                  std::string(kDatabaseForms) + " [sqlite:DATA/tundish.sqlite]")
      ->envname("TUNDISH_DATABASE");
  verb.add_option("--data", options.data, "Folder for everything that is kept")
      ->envname("TUNDISH_DATA")
      ->capture_default_str();
}

std::int64_t now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::unique_ptr<store::Store> open_store(const std::string& database, Missing missing,
                                         std::int64_t now_ms) {
  if (database == "memory:") return std::make_unique<store::MemoryStore>(now_ms);
  if (is_postgres(database)) return std::make_unique<store::PostgresStore>(database, now_ms);
  return std::make_unique<store::SqliteStore>(sqlite_path(database, missing), now_ms);
}

ServingLock::ServingLock(const std::string& database) {
  if (database == "memory:" || is_postgres(database)) return;
  const std::string path = sqlite_path(database, Missing::made) + ".serving";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  const bool is_held = file_ >= 0 && errno == EWOULDBLOCK;
  const std::string why = std::strerror(errno);
  if (file_ >= 0) ::close(file_);
  throw store::StoreError(is_held ? "another server has this database: " + path +
                                        " is locked; several share one on PostgreSQL"
                                  : path + ": " + why);
}

ServingLock::~ServingLock() {
  if (file_ >= 0) ::close(file_);
}

std::unique_ptr<store::SqlConnection> open_database(const std::string& database, Missing missing) {
  if (is_postgres(database)) {
    ::umask(0077);
    return std::make_unique<store::PostgresConnection>(database);
  }
  return std::make_unique<store::SqliteDatabase>(sqlite_path(database, missing),
                                                 store::SqliteDatabase::Access::read_write);
}

}  // namespace tundish::cli
