#include "http/connection_table.hpp"

#include <sys/socket.h>

namespace tundish::http {

namespace {
constexpr std::chrono::milliseconds kLookEvery{250};
}

ConnectionTable::ConnectionTable(std::size_t capacity)
    : capacity_(capacity), watcher_([this] { watch(); }) {}

ConnectionTable::~ConnectionTable() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  watcher_.join();
}

ConnectionTable::Entry ConnectionTable::open(int descriptor, Clock::duration patience) {
  const std::lock_guard lock(mutex_);
  if (deadlines_.size() >= capacity_) return Entry::full;
  deadlines_[descriptor] = Clock::now() + patience;
  return Entry::taken;
}

void ConnectionTable::give(int descriptor, Clock::duration patience) {
  const std::lock_guard lock(mutex_);
  const auto found = deadlines_.find(descriptor);
  if (found != deadlines_.end()) found->second = Clock::now() + patience;
}

void ConnectionTable::give_forever(int descriptor) {
  const std::lock_guard lock(mutex_);
  const auto found = deadlines_.find(descriptor);
  if (found != deadlines_.end()) found->second = Clock::time_point::max();
}

void ConnectionTable::close(int descriptor) {
  const std::lock_guard lock(mutex_);
  deadlines_.erase(descriptor);
}

std::size_t ConnectionTable::size() const {
  const std::lock_guard lock(mutex_);
  return deadlines_.size();
}

void ConnectionTable::watch() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    wake_.wait_for(lock, kLookEvery);
    const Clock::time_point now = Clock::now();
    for (auto& [descriptor, deadline] : deadlines_) {
      if (deadline > now) continue;
      // Its worker then reads the end of the stream and closes it.
      ::shutdown(descriptor, SHUT_RDWR);
      deadline = Clock::time_point::max();
    }
  }
}

}  // namespace tundish::http
