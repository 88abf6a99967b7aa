#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/temporary_folder.hpp"
#include "store/store.hpp"

namespace tundish {

/// A PostgreSQL of our own on a local socket, which keeps nothing beyond this process.
class PostgresCluster {
 public:
  /// Whether this machine has PostgreSQL's programs.
  static bool is_here();
  /// The one that most tests share, with one database that each of them empties.
  static PostgresCluster& shared();
  /// A store on the shared one that holds nothing; null where there is no PostgreSQL.
  static std::unique_ptr<store::Store> empty_store(std::int64_t generation);

  /// Makes and starts it. Throws when that fails.
  PostgresCluster();
  ~PostgresCluster();
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

  /// `postgresql://…` of a database, which `postgres` always is.
  std::string url(const std::string& database = "postgres") const;
  /// Where its socket is.
  std::string folder() const;
  void start();
  /// At once, as if it had lost its power.
  void stop();
  /// Makes the schema if there is none, and empties all tables.
  void empty(std::int64_t generation);

 private:
  pid_t run(const std::vector<std::string>& command, const std::string& log) const;

  TemporaryFolder folder_;
  pid_t process_ = -1;
};

}  // namespace tundish
