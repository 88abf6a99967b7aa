#include "service/outbox_thread.hpp"

#include <chrono>
#include <utility>

namespace tundish::service {
namespace {

constexpr int kDeliveredAtOnce = 64;
constexpr std::chrono::milliseconds kPause{500};

}  // namespace

OutboxThread::OutboxThread(store::Store& store, Deliverer& deliverer,
                           std::function<std::int64_t()> now_ms,
                           std::function<void(const std::string& what)> failed)
    : store_(store),
      deliverer_(deliverer),
      now_ms_(std::move(now_ms)),
      failed_(std::move(failed)),
      thread_([this] { run(); }) {}

OutboxThread::~OutboxThread() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  ends_.notify_all();
  thread_.join();
}

void OutboxThread::run() {
  std::unique_lock lock(mutex_);
  while (!is_ending_) {
    lock.unlock();
    const bool has_more = deliver();
    lock.lock();
    if (!has_more) ends_.wait_for(lock, kPause, [this] { return is_ending_; });
  }
}

bool OutboxThread::deliver() {
  try {
    const Delivered result = deliver_pending(store_, deliverer_, now_ms_(), kDeliveredAtOnce);
    return result.delivered == static_cast<std::size_t>(kDeliveredAtOnce);
  } catch (const store::StoreError& error) {
    failed_(error.what());
    return false;
  }
}

}  // namespace tundish::service
