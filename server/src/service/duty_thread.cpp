#include "service/duty_thread.hpp"

#include <chrono>
#include <exception>
#include <utility>

namespace tundish::service {
namespace {

constexpr std::chrono::milliseconds kPause{500};

}  // namespace

DutyThread::DutyThread(store::Store& store, Duty duty, std::function<std::int64_t()> now_ms,
                       std::function<void(const std::string& what)> failed)
    : duty_(std::move(duty)),
      now_ms_(std::move(now_ms)),
      failed_(std::move(failed)),
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
    if (!has_more) ends_.wait_for(lock, kPause, [this] { return is_ending_; });
  }
}

bool DutyThread::work() {
  try {
    const std::int64_t now = now_ms_();
    return duty_.is_due(now) && lease_.hold(now) && duty_.do_some(now);
  } catch (const std::exception& error) {
    failed_(error.what());
    return false;
  }
}

}  // namespace tundish::service
