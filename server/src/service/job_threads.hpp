#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tundish::service {

/// Threads for work that takes long, so that nobody who answers requests waits for it. What is
/// handed in is done in that order, by as many threads as were asked for. They
/// start with the first of it.
class JobThreads {
 public:
  JobThreads(std::size_t threads, std::size_t most_waiting)
      : most_threads_(threads), most_waiting_(most_waiting) {}
  /// Ends after the jobs that are under way; those that still wait are let go undone.
  ~JobThreads();
  JobThreads(const JobThreads&) = delete;
  JobThreads& operator=(const JobThreads&) = delete;

  enum class Entry { taken, full };
  /// `job` must not throw.
  Entry add(std::function<void()> job);

 private:
  void run();

  const std::size_t most_threads_;
  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool is_ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tundish::service
