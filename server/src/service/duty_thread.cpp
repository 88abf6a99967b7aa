#include "service/duty_thread.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace tundish::service {
namespace {

constexpr std::chrono::milliseconds kPause{500};
constexpr std::chrono::milliseconds kLongestPause{5000};

}  // namespace

DutyThread::DutyThread(store::Store& store, Duty duty, std::function<std::int64_t()> now_ms,
                       Told told)
    : duty_(std::move(duty)),
      now_ms_(std::move(now_ms)),
      told_(std::move(told)),
      pause_(kPause),
      lease_(store, duty_.name),
      thread_([this] { run(); }) {}

DutyThread::~DutyThread() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  ends_.notify_all();
  thread_.join();
}

void DutyThread::run() {
  std::unique_lock lock(mutex_);
  while (!is_ending_) {
    lock.unlock();
    const bool has_more = work();
    lock.lock();
    if (!has_more) ends_.wait_for(lock, pause_, [this] { return is_ending_; });
  }
}

bool DutyThread::work() {
  try {
    const std::int64_t now = now_ms_();
    const bool has_more = duty_.is_due(now) && lease_.hold(now) && duty_.do_some(now);
    if (is_failing_) told_(duty_.name, std::nullopt);
    is_failing_ = false;
    pause_ = kPause;
    return has_more;
  } catch (const std::exception& error) {
    if (!is_failing_) told_(duty_.name, error.what());
    is_failing_ = true;
    pause_ = std::min(2 * pause_, kLongestPause);
    return false;
  }
}

}  // namespace tundish::service
