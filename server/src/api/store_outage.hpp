#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>

#include "service/told.hpp"

namespace tundish::api {

/// Whether requests fail because of the store. Whoever is to know is told when that begins and when
/// it is over.
class StoreOutage {
 public:
  explicit StoreOutage(service::Told told = {}) : told_(std::move(told)) {}

  void failed(const std::string& why) {
    failures_.fetch_add(1, std::memory_order_relaxed);
    if (!is_out_.exchange(true) && told_) told_("store", why);
  }
  /// Something was written.
  void works() {
    if (is_out_.exchange(false) && told_) told_("store", std::nullopt);
  }
  bool is_out() const { return is_out_; }
  /// Requests since the start that failed because of it.
  std::uint64_t failures() const { return failures_.load(std::memory_order_relaxed); }

 private:
  service::Told told_;
  std::atomic<bool> is_out_{false};
  std::atomic<std::uint64_t> failures_{0};
};

}  // namespace tundish::api
