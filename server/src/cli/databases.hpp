#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "store/sql_connection.hpp"
#include "store/store.hpp"

namespace CLI {
class App;
}

namespace tundish::cli {

/// What `--database` may be.
inline constexpr const char* kDatabaseForms =
    "sqlite:PATH, postgresql://..., or memory: to keep nothing";

/// Which database a verb is about.
struct DatabaseOptions {
  std::string database;  ///< empty: SQLite in the folder
  std::string data = "data";

  /// Where what belongs to the database is kept: beside it, when it is a file.
  std::string folder() const;
  std::string name() const { return database.empty() ? in(data) : database; }
  static std::string in(const std::string& folder) {
    return "sqlite:" + folder + "/tundish.sqlite";
  }
};
void add_database_options(CLI::App& verb, DatabaseOptions& options);

/// The time on this machine's clock.
std::int64_t now_ms();

/// What becomes of a file that is not there: a mistyped `--data` should not look like an empty
/// database.
enum class Missing { made, refused };

/// Opens a database, makes what is missing in it, and brings its schema up to date. Files that are
/// made from then on are for their owner's eyes alone. Throws CLI's own error for a text that names
/// none, `StoreError` when it cannot be opened.
std::unique_ptr<store::Store> open_store(const std::string& database, Missing missing,
                                         std::int64_t now_ms);

/// The same for what is done to a whole database: as it is, and not one in memory.
std::unique_ptr<store::SqlConnection> open_database(const std::string& database, Missing missing);

/// Held by the one server of a database in a file: a second one would not see what the first does.
/// PostgreSQL has as many servers as it likes.
class ServingLock {
 public:
  /// Throws `StoreError` when somebody holds it.
  explicit ServingLock(const std::string& database);
  ~ServingLock();
  ServingLock(const ServingLock&) = delete;
  ServingLock& operator=(const ServingLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace tundish::cli
