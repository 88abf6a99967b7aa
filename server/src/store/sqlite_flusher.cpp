#include "store/sqlite_flusher.hpp"

#include <utility>

namespace tundish::store {

SqliteFlusher::SqliteFlusher(SqliteLog log, std::function<void()> freed)
    : log_(log), freed_(std::move(freed)) {
  thread_ = std::thread([this] { flush_until_stopped(); });
}

SqliteFlusher::~SqliteFlusher() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  handed_in_.notify_all();
  thread_.join();
}

void SqliteFlusher::hand_in(std::int64_t number, End end) {
  is_taken_.store(true);
  const std::lock_guard lock(mutex_);
  waiting_ = std::move(end);
  waiting_number_ = number;
  handed_in_.notify_one();
}

void SqliteFlusher::await_seen() {
  const std::int64_t seen = announced_.load();
  std::unique_lock lock(mutex_);
  ended_.wait(lock, [this, seen] { return ended_number_ >= seen; });
  if (failure_) std::rethrow_exception(failure_);
}

std::exception_ptr SqliteFlusher::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void SqliteFlusher::flush_until_stopped() {
  while (true) {
    End end;
    std::int64_t number = 0;
    {
      std::unique_lock lock(mutex_);
      handed_in_.wait(lock, [this] { return is_stopping_ || waiting_; });
      if (!waiting_) return;
      end = std::exchange(waiting_, nullptr);
      number = waiting_number_;
    }
    is_taken_.store(false);
    freed_();
    const std::exception_ptr failure = flushed();
    {
      const std::lock_guard lock(mutex_);
      failure_ = failure;
      ended_number_ = number;
    }
    ended_.notify_all();
    end(failure);
  }
}

std::exception_ptr SqliteFlusher::flushed() {
  if (failure_) return failure_;  // only this thread changes it
  try {
    log_.flush();
  } catch (...) {
    return std::current_exception();
  }
  return nullptr;
}

}  // namespace tundish::store
