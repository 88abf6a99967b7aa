#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "service/jobs.hpp"
#include "service/told.hpp"

namespace tundish::service {

/// Does jobs on threads of its own for as long as it lives. Several servers on one database share
/// them.
class JobWorkers {
 public:
  /// `now_ms` gives milliseconds since 1970; `told` hears of a store that does not answer.
  JobWorkers(store::Store& store, JobHandlers handlers, std::size_t threads,
             std::function<std::int64_t()> now_ms, Told told);
  /// Ends after the turns that are under way; what takes long is given back.
  ~JobWorkers();
  JobWorkers(const JobWorkers&) = delete;
  JobWorkers& operator=(const JobWorkers&) = delete;

 private:
  using Clock = std::chrono::steady_clock;
  void run();
  /// Whether there was one to do.
  bool do_one();

  store::Store& store_;
  const JobHandlers handlers_;
  std::function<std::int64_t()> now_ms_;
  Told told_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Clock::time_point next_look_ = Clock::now();
  std::atomic<bool> is_ending_{false};
  std::atomic<bool> is_failing_{false};
  std::vector<std::thread> threads_;
};

}  // namespace tundish::service
