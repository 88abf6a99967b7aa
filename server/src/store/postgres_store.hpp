#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/store.hpp"
#include "store/write_job.hpp"

namespace tundish::store {

class PostgresConnection;

/// Keeps everything in a PostgreSQL database, which any number of servers may share. A few threads
/// write, each with a connection of its own; each takes whatever waits into one serializable
/// transaction. Readers borrow connections from a pool. When the database is down everything is
/// refused with `StoreError`, and goes on when it is back.
class PostgresStore : public Store {
 public:
  /// Connects and brings the schema up to date. Throws `StoreError`.
  PostgresStore(std::string url, std::int64_t now_ms);
  /// Finishes what was handed in.
  ~PostgresStore() override;

  void read(const std::function<void(Reader&)>& work) override;
  void write(const std::function<void(Writer&)>& work) override;
  std::unique_ptr<Write> begin_write(std::function<void(Writer&)> work) override;

 private:
  void hand_in(WriteJob& job);
  void write_until_stopped(std::size_t number);
  std::unique_ptr<PostgresConnection> borrow_reader();
  void give_back(std::unique_ptr<PostgresConnection> reader);

  std::string url_;
  std::string name_;  ///< of this store among all that use the database

  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<PostgresConnection>> readers_;

  std::mutex mutex_;
  std::condition_variable changed_;  ///< work came, or the end
  std::shared_ptr<WriteGroup> waiting_;
  bool is_stopping_ = false;
  std::vector<std::thread> writers_;
};

}  // namespace tundish::store
