#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

#include "store/sqlite_log.hpp"

namespace tundish::store {

/// Flushes what was committed on a thread of its own, so that the next transaction can be written
/// meanwhile. After a flush that failed nobody knows what the disk has: it fails for everybody from
/// then on, until the store is opened anew.
class SqliteFlusher {
 public:
  /// Gets what the flush failed with, or nothing.
  using End = std::function<void(const std::exception_ptr& failure)>;

  /// Calls `freed` when it takes what was handed in. That must not throw.
  SqliteFlusher(SqliteLog log, std::function<void()> freed);
  /// Flushes what was handed in.
  ~SqliteFlusher();
  SqliteFlusher(const SqliteFlusher&) = delete;
  SqliteFlusher& operator=(const SqliteFlusher&) = delete;

  /// The number of a transaction that is about to be committed. Of the thread that commits.
  void announce(std::int64_t number) { announced_.store(number); }
  /// Whether nothing waits for the flush under way to end. Of the thread that commits.
  bool is_free() const { return !is_taken_.load(); }
  /// It was committed: flushes it and calls `end` then, which must not throw. It must be free.
  void hand_in(std::int64_t number, End end);
  /// Returns when everything that can be seen now is durable. Throws what a flush failed with.
  void await_seen();
  /// What a flush failed with, or nothing.
  std::exception_ptr failure() const;

 private:
  void flush_until_stopped();
  std::exception_ptr flushed();

  SqliteLog log_;
  std::function<void()> freed_;
  std::atomic<std::int64_t> announced_{0};
  std::atomic<bool> is_taken_{false};

  mutable std::mutex mutex_;
  std::condition_variable handed_in_;
  std::condition_variable ended_;
  End waiting_;
  std::int64_t waiting_number_ = 0;
  std::int64_t ended_number_ = 0;
  std::exception_ptr failure_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace tundish::store
