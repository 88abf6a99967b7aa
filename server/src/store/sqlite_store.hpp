#pragma once

#include <atomic>
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

class SqliteCheckpoint;
class SqliteDatabase;
class SqliteFlusher;

/// Keeps everything in one SQLite file: write-ahead log, flushed after every commit. One thread
/// writes; what waits for it goes into one transaction together, while another thread flushes the
/// one before. Readers have connections of their own; they never wait for the writer, but for the
/// flush of what they have seen: nobody learns what the disk may still forget.
class SqliteStore : public Store {
 public:
  /// Opens or makes the file and brings its schema up to date. Throws `StoreError`.
  SqliteStore(const std::string& path, std::int64_t now_ms);
  /// Finishes what was handed in.
  ~SqliteStore() override;

  void read(const std::function<void(Reader&)>& work) override;
  void write(const std::function<void(Writer&)>& work) override;
  std::unique_ptr<Write> begin_write(std::function<void(Writer&)> work) override;
  /// Empties the write-ahead log; what was removed is overwritten in the file itself. Throws
  /// `StoreError` when readers keep it from that for seconds.
  void forget_removed() override;

 private:
  class Turn;
  using Groups = std::vector<std::shared_ptr<WriteGroup>>;

  void hand_in(WriteJob& job);
  void write_until_stopped();
  bool take(Groups& groups);
  bool take_more(Groups& groups);
  void await_flusher();
  std::unique_ptr<SqliteDatabase> borrow_reader();
  void give_back(std::unique_ptr<SqliteDatabase> reader);

  std::string path_;
  std::unique_ptr<SqliteDatabase> database_;
  std::unique_ptr<SqliteFlusher> flusher_;
  std::unique_ptr<SqliteCheckpoint> checkpoint_;

  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<SqliteDatabase>> readers_;

  std::mutex mutex_;
  std::condition_variable changed_;  ///< work came, the flusher is free, or the end
  std::shared_ptr<WriteGroup> waiting_;
  std::atomic<bool> is_log_to_be_emptied_{false};
  bool is_stopping_ = false;
  std::thread writer_;
};

}  // namespace tundish::store
