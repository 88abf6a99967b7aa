#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "service/duty_thread.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Does in the world what an intent says. It may be asked for the same intent again, when the
/// server ended before it could note the delivery; whoever receives tells them apart by `key`.
class Deliverer {
 public:
  virtual ~Deliverer() = default;
  /// Throws when it could not: the intent then waits for the next time.
  virtual void deliver(const store::Intent& intent, const std::string& key) = 0;
};

/// What is the same however often an intent is delivered: `<uid>-<ordinal>`.
std::string intent_key(const store::Intent& intent);

struct Delivered {
  std::size_t delivered = 0;
  std::size_t failed = 0;
};

/// Delivers intents that wait, oldest first, at most `limit`, and notes each that was delivered.
/// One caller at a time.
Delivered deliver_pending(store::Store& store, Deliverer& deliverer, std::int64_t now_ms,
                          int limit);

/// The same as a duty of whichever server is there.
Duty deliveries(store::Store& store, Deliverer& deliverer);

}  // namespace tundish::service
