#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>

#include "http/server_options.hpp"

namespace tundish::http {

/// Sees what each worker is answering, and tells of a request that takes too long, once.
class Watchdog {
 public:
  Watchdog(std::size_t workers, std::chrono::milliseconds limit, StuckLog log);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// That worker begins with a request, which outlives the call of `end`.
  void begin(std::size_t worker, const Request& request);
  void end(std::size_t worker);
  /// How many workers are within a handler now.
  std::size_t busy() const;

 private:
  using Clock = std::chrono::steady_clock;
  /// Each on a cache line of its own: a worker never waits for another one.
  struct alignas(64) Post {
    mutable std::mutex mutex;
    const Request* request = nullptr;
    Clock::time_point began;
    bool is_told = false;
  };

  void watch();
  void look();

  const std::size_t workers_;
  const std::chrono::milliseconds limit_;
  const StuckLog log_;
  const std::unique_ptr<Post[]> posts_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_stopping_ = false;
  std::thread watcher_;
};

}  // namespace tundish::http
