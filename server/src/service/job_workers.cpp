#include "service/job_workers.hpp"

#include <string>
#include <utility>

namespace tundish::service {
namespace {

const std::string kWork = "jobs";
constexpr std::chrono::milliseconds kLookEvery{500};

}  // namespace

JobWorkers::JobWorkers(store::Store& store, JobHandlers handlers, std::size_t threads,
                       std::function<std::int64_t()> now_ms, Told told)
    : store_(store),
      handlers_(std::move(handlers)),
      now_ms_(std::move(now_ms)),
      told_(std::move(told)) {
  while (threads_.size() < threads) threads_.emplace_back([this] { run(); });
}

JobWorkers::~JobWorkers() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

/// One idle thread looks at a time; whoever finds something lets another one look at once.
void JobWorkers::run() {
  std::unique_lock lock(mutex_);
  while (!is_ending_) {
    const Clock::time_point now = Clock::now();
    if (now < next_look_) {
      changed_.wait_until(lock, next_look_);
      continue;
    }
    next_look_ = now + kLookEvery;
    lock.unlock();
    const bool has_done = do_one();
    lock.lock();
    if (has_done) next_look_ = Clock::now();
  }
}

bool JobWorkers::do_one() {
  try {
    const std::optional<store::Job> job = claim_job(store_, handlers_, now_ms_());
    if (is_failing_.exchange(false)) told_(kWork, std::nullopt);
    if (!job) return false;
    {
      const std::lock_guard lock(mutex_);
      next_look_ = Clock::now();
    }
    changed_.notify_one();
    run_job(store_, handlers_, *job, now_ms_, [this] { return is_ending_.load(); });
    return true;
  } catch (const store::StoreError& error) {
    if (!is_failing_.exchange(true)) told_(kWork, error.what());
    return false;
  }
}

}  // namespace tundish::service
