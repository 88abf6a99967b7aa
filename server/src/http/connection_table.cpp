#include "http/connection_table.hpp"

#include <sys/socket.h>
#include <time.h>

#include <limits>

namespace tundish::http {
namespace {

constexpr std::chrono::milliseconds kLookEvery{100};
// What stands in a slot instead of a deadline.
constexpr std::int64_t kClosed = 0;
constexpr std::int64_t kBeingCut = -1;
constexpr std::int64_t kForever = std::numeric_limits<std::int64_t>::max();

/// Descriptors are given out from the lowest on: answers under way have a second one, and the
/// process some of its own.
constexpr std::size_t slots_for(std::size_t capacity) { return 2 * capacity + 1024; }

/// Some milliseconds coarse, and several times cheaper than the exact clock.
std::int64_t now_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1000000;
}

std::int64_t after(ConnectionTable::Clock::duration patience) {
  return now_ms() + std::chrono::duration_cast<std::chrono::milliseconds>(patience).count();
}

}  // namespace

ConnectionTable::ConnectionTable(Limits limits)
    : limits_(limits),
      slot_count_(slots_for(limits.capacity)),
      slots_(std::make_unique<Slot[]>(slot_count_)),
      watcher_([this] { watch(); }) {}

ConnectionTable::~ConnectionTable() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  watcher_.join();
}

ConnectionTable::Slot* ConnectionTable::slot_of(int descriptor) {
  const std::size_t index = static_cast<std::size_t>(descriptor);
  return descriptor >= 0 && index < slot_count_ ? &slots_[index] : nullptr;
}

ConnectionTable::Entry ConnectionTable::open(int descriptor, const ClientAddress& address,
                                             Counting counting, Clock::duration patience) {
  Slot* slot = slot_of(descriptor);
  if (slot == nullptr) return Entry::full;
  const ClientAddress counted = counted_address(address);
  {
    const std::lock_guard lock(addresses_mutex_);
    if (size_.load(std::memory_order_relaxed) >= limits_.capacity) return Entry::full;
    if (counting == Counting::by_address) {
      std::size_t& count = per_address_[counted.bytes];
      if (count >= limits_.per_address) return Entry::address_full;
      ++count;
    }
    size_.fetch_add(1, std::memory_order_relaxed);
  }
  slot->address = counted;
  slot->counting = counting;
  const std::size_t end = static_cast<std::size_t>(descriptor) + 1;
  std::size_t used = used_slots_.load(std::memory_order_relaxed);
  while (used < end && !used_slots_.compare_exchange_weak(used, end)) {
  }
  slot->deadline_ms.store(after(patience));
  return Entry::taken;
}

void ConnectionTable::set_deadline(int descriptor, std::int64_t deadline_ms) {
  Slot* slot = slot_of(descriptor);
  if (slot == nullptr) return;
  std::int64_t known = slot->deadline_ms.load();
  while (known > kClosed && !slot->deadline_ms.compare_exchange_weak(known, deadline_ms)) {
  }
}

void ConnectionTable::give(int descriptor, Clock::duration patience) {
  set_deadline(descriptor, after(patience));
}

void ConnectionTable::give_forever(int descriptor) { set_deadline(descriptor, kForever); }

void ConnectionTable::close(int descriptor) {
  Slot* slot = slot_of(descriptor);
  if (slot == nullptr) return;
  std::int64_t known = slot->deadline_ms.load();
  while (true) {
    if (known == kClosed) return;
    if (known == kBeingCut) {  // one system call long
      std::this_thread::yield();
      known = slot->deadline_ms.load();
    } else if (slot->deadline_ms.compare_exchange_weak(known, kClosed)) {
      break;
    }
  }
  const std::lock_guard lock(addresses_mutex_);
  size_.fetch_sub(1, std::memory_order_relaxed);
  if (slot->counting != Counting::by_address) return;
  const auto counted = per_address_.find(slot->address.bytes);
  if (counted != per_address_.end() && --counted->second == 0) per_address_.erase(counted);
}

void ConnectionTable::watch() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    wake_.wait_for(lock, kLookEvery);
    cut_overdue();
  }
}

void ConnectionTable::cut_overdue() {
  const std::int64_t now = now_ms();
  const std::size_t end = used_slots_.load();
  for (std::size_t index = 0; index < end; ++index) {
    std::atomic<std::int64_t>& deadline = slots_[index].deadline_ms;
    std::int64_t known = deadline.load(std::memory_order_relaxed);
    if (known <= kClosed || known > now) continue;
    if (!deadline.compare_exchange_strong(known, kBeingCut)) continue;
    // Its worker then reads the end of the stream and closes it.
    ::shutdown(static_cast<int>(index), SHUT_RDWR);
    deadline.store(kForever);
  }
}

}  // namespace tundish::http
