#include "service/job_threads.hpp"

#include <utility>

namespace tundish::service {

JobThreads::~JobThreads() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

JobThreads::Entry JobThreads::add(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    if (is_ending_ || waiting_.size() >= most_waiting_) return Entry::full;
    waiting_.push_back(std::move(job));
    while (threads_.size() < most_threads_) threads_.emplace_back([this] { run(); });
  }
  changed_.notify_one();
  return Entry::taken;
}

void JobThreads::run() {
  while (true) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
      if (is_ending_) return;
      job = std::move(waiting_.front());
      waiting_.pop_front();
    }
    job();
  }
}

}  // namespace tundish::service
