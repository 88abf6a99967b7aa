#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace tundish::http {

/// The open connections and when each is cut if nothing happens. An own thread looks at them; a
/// connection leaves the table before its descriptor is closed, so that no other one is ever cut.
class ConnectionTable {
 public:
  using Clock = std::chrono::steady_clock;

  explicit ConnectionTable(std::size_t capacity);
  ~ConnectionTable();
  ConnectionTable(const ConnectionTable&) = delete;
  ConnectionTable& operator=(const ConnectionTable&) = delete;

  enum class Entry { taken, full };
  /// Notes a new connection that is cut after `patience` unless it is given longer.
  Entry open(int descriptor, Clock::duration patience);
  void give(int descriptor, Clock::duration patience);
  /// Nothing cuts it until it is given a time again: its request is being answered.
  void give_forever(int descriptor);
  void close(int descriptor);
  std::size_t size() const;

 private:
  void watch();

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool is_stopping_ = false;
  std::unordered_map<int, Clock::time_point> deadlines_;
  std::thread watcher_;
};

}  // namespace tundish::http
