#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/store.hpp"

namespace tundish::store {

class SqliteDatabase;

/// Keeps everything in one SQLite file: write-ahead log, flushed at every commit. One thread
/// writes; what waits for it goes into one transaction together.
/// Readers have connections of their own and never wait for the writer.
class SqliteStore : public Store {
 public:
  /// Opens or makes the file and brings its schema up to date. Throws `StoreError`.
  SqliteStore(const std::string& path, std::int64_t now_ms);
  /// Finishes what was handed in.
  ~SqliteStore() override;

  void read(const std::function<void(Reader&)>& work) override;
  void write(const std::function<void(Writer&)>& work) override;
  std::unique_ptr<Write> begin_write(std::function<void(Writer&)> work) override;

 private:
  class Job;
  struct Group;

  void hand_in(Job& job);
  void write_until_stopped();
  void commit_together(const std::vector<Job*>& jobs);
  bool attempt_together(const std::vector<Job*>& jobs);
  void attempt_apart(const std::vector<Job*>& jobs);
  std::unique_ptr<SqliteDatabase> borrow_reader();
  void give_back(std::unique_ptr<SqliteDatabase> reader);

  std::string path_;
  std::unique_ptr<SqliteDatabase> database_;

  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<SqliteDatabase>> readers_;

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::shared_ptr<Group> waiting_;
  bool is_stopping_ = false;
  std::thread writer_;
};

}  // namespace tundish::store
