#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "store/postgres_connection.hpp"
#include "store/write_job.hpp"

namespace tundish::store {

/// Does pieces of work in transactions of a connection of its own, again and again until each has
/// happened exactly once or has failed. Used by one thread.
class PostgresWriter {
 public:
  /// Connects when there is work. `counter_bucket` is better nobody else's.
  PostgresWriter(std::string url, std::string name, int counter_bucket);
  /// Forgets its name in the database.
  ~PostgresWriter();
  PostgresWriter(const PostgresWriter&) = delete;
  PostgresWriter& operator=(const PostgresWriter&) = delete;

  /// All in one transaction, or one after the other when that fails. Tells each that fails.
  void write(const std::vector<WriteJob*>& jobs);

 private:
  using Jobs = std::vector<WriteJob*>;

  void insist(const Jobs& jobs);
  void transact(const Jobs& jobs);
  void connect();
  bool begin();
  void commit();
  void roll_back();

  std::string url_;
  std::string name_;
  int counter_bucket_;
  std::unique_ptr<PostgresConnection> connection_;
  std::int64_t committed_ = 0;   ///< how many transactions it knows to have been committed
  std::int64_t turn_ = 0;        ///< of `insist`
  std::int64_t lost_turn_ = -1;  ///< whose last commit was never answered; -1: nobody's
};

}  // namespace tundish::store
