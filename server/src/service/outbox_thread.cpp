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
      lease_(store, "outbox"),
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
    const std::int64_t now = now_ms_();
    bool is_waiting = false;
    store_.read(
        [&](store::Reader& reader) { is_waiting = !reader.list_waiting_intents(1).empty(); });
    if (!is_waiting || !lease_.hold(now)) return false;
    const Delivered result = deliver_pending(store_, deliverer_, now, kDeliveredAtOnce);
    return result.delivered == static_cast<std::size_t>(kDeliveredAtOnce);
  } catch (const store::StoreError& error) {
    failed_(error.what());
    return false;
  }
}

}  // namespace tundish::service
