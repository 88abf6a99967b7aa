#pragma once

#include <cstdint>
#include <string>

#include "store/store.hpp"

namespace tundish::service {

/// Holds the lease of something that one of several servers must do, while that server does it. A
/// server that dies leaves it to the others when the lease has run out.
class LeaseHolder {
 public:
  static constexpr std::int64_t kLeaseMs = 5000;

  LeaseHolder(store::Store& store, std::string name);
  /// Gives it up.
  ~LeaseHolder();
  LeaseHolder(const LeaseHolder&) = delete;
  LeaseHolder& operator=(const LeaseHolder&) = delete;

  /// Whether it may be done here for some seconds from `now_ms`; takes the lease when nobody has
  /// it, and again when half of its time is over. Throws `StoreError`.
  bool hold(std::int64_t now_ms);

 private:
  store::Store& store_;
  std::string name_;
  std::string owner_;
  std::int64_t until_ms_ = 0;  ///< 0: somebody else has it, or nobody
};

}  // namespace tundish::service
