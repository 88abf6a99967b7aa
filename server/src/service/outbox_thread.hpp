#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

#include "service/lease_holder.hpp"
#include "service/outbox.hpp"

namespace tundish::service {

/// Delivers intents on a thread of its own for as long as it lives. Of several servers on one
/// database one does.
class OutboxThread {
 public:
  /// `now_ms` gives milliseconds since 1970; `failed` is told of a store that did not answer.
  OutboxThread(store::Store& store, Deliverer& deliverer, std::function<std::int64_t()> now_ms,
               std::function<void(const std::string& what)> failed);
  /// Ends after the delivery that is under way.
  ~OutboxThread();
  OutboxThread(const OutboxThread&) = delete;
  OutboxThread& operator=(const OutboxThread&) = delete;

 private:
  void run();
  /// Whether more is likely to wait already.
  bool deliver();

  store::Store& store_;
  Deliverer& deliverer_;
  std::function<std::int64_t()> now_ms_;
  std::function<void(const std::string& what)> failed_;
  LeaseHolder lease_;
  std::mutex mutex_;
  std::condition_variable ends_;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace tundish::service
