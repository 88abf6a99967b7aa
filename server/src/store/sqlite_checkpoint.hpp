#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "store/sqlite_database.hpp"

namespace tundish::store {

/// Copies what the write-ahead log holds to where it belongs, so that the log can begin anew. Most
/// of it is copied on a thread of its own while the writer goes on; the rest, what was written
/// meanwhile, by the writer, for the log begins anew only when nothing is left.
class SqliteCheckpoint {
 public:
  /// `writer` must outlive it. Throws `StoreError`.
  SqliteCheckpoint(const std::string& path, SqliteDatabase& writer);
  ~SqliteCheckpoint();
  SqliteCheckpoint(const SqliteCheckpoint&) = delete;
  SqliteCheckpoint& operator=(const SqliteCheckpoint&) = delete;

  /// Does what is due with a log of so many bytes. Of the writer, between its transactions.
  void look_at(std::int64_t log_size);
  /// Copies everything and leaves an empty log; false when a reader is in the way. Of the writer,
  /// between its transactions.
  bool empty_log();

 private:
  enum class Stage { resting, copying, copied };

  void copy_until_stopped();

  SqliteDatabase& writer_;
  SqliteDatabase database_;
  std::atomic<Stage> stage_{Stage::resting};

  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace tundish::store
