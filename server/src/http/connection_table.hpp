#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "http/client_address.hpp"

namespace tundish::http {

/// The open connections and when each is cut if nothing happens. An own thread looks at them; a
/// connection leaves the table before its descriptor is closed, so that no other one is ever cut.
/// Giving time is lock-free: it happens with every request. Opening and closing take a lock.
class ConnectionTable {
 public:
  using Clock = std::chrono::steady_clock;

  struct Limits {
    std::size_t capacity = 4096;
    std::size_t per_address = 512;  ///< for IPv6: per network of 64 bits
  };

  explicit ConnectionTable(Limits limits);
  ~ConnectionTable();
  ConnectionTable(const ConnectionTable&) = delete;
  ConnectionTable& operator=(const ConnectionTable&) = delete;

  enum class Entry { taken, full, address_full };
  enum class Counting { by_address, in_total };  ///< a proxy stands for many clients
  /// Notes a new connection that is cut after `patience` unless it is given longer.
  Entry open(int descriptor, const ClientAddress& address, Counting counting,
             Clock::duration patience);
  void give(int descriptor, Clock::duration patience);
  /// Nothing cuts it until it is given a time again: its request is being answered.
  void give_forever(int descriptor);
  void close(int descriptor);
  std::size_t size() const { return size_.load(std::memory_order_relaxed); }

 private:
  struct Slot {
    std::atomic<std::int64_t> deadline_ms{0};  ///< or one of the words in the source file
    ClientAddress address;
    Counting counting = Counting::in_total;
  };

  Slot* slot_of(int descriptor);
  void set_deadline(int descriptor, std::int64_t deadline_ms);
  void watch();
  void cut_overdue();

  const Limits limits_;
  const std::size_t slot_count_;
  const std::unique_ptr<Slot[]> slots_;  ///< by descriptor
  std::atomic<std::size_t> size_{0};
  std::atomic<std::size_t> used_slots_{0};  ///< all that were ever taken lie below
  std::mutex addresses_mutex_;
  std::map<std::array<std::uint8_t, 16>, std::size_t> per_address_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_stopping_ = false;
  std::thread watcher_;
};

}  // namespace tundish::http
