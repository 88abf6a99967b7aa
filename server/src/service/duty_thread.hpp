#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "service/lease_holder.hpp"
#include "service/told.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Work that comes up now and then, and that one of several servers must do.
struct Duty {
  std::string name;                                  ///< of its lease
  std::function<bool(std::int64_t now_ms)> is_due;   ///< whether there is any
  std::function<bool(std::int64_t now_ms)> do_some;  ///< true: more is likely to wait already
};

/// Does a duty on a thread of its own for as long as it lives. Of several servers on one database
/// one does. While it fails, it is tried again after pauses that grow to five seconds.
class DutyThread {
 public:
  /// `now_ms` gives milliseconds since 1970.
  DutyThread(store::Store& store, Duty duty, std::function<std::int64_t()> now_ms, Told told);
  /// Ends after what is under way.
  ~DutyThread();
  DutyThread(const DutyThread&) = delete;
  DutyThread& operator=(const DutyThread&) = delete;

 private:
  void run();
  /// Whether more is likely to wait already.
  bool work();

  Duty duty_;
  std::function<std::int64_t()> now_ms_;
  Told told_;
  std::chrono::milliseconds pause_;  ///< until there may be work again
  bool is_failing_ = false;
  LeaseHolder lease_;
  std::mutex mutex_;
  std::condition_variable ends_;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace tundish::service
