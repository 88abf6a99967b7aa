#pragma once

#include "service/outbox.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Tells webhooks of the domain events that sessions raise.
class Announcer : public Deliverer {
 public:
  explicit Announcer(store::Store& store) : store_(store) {}
  void deliver(const store::Intent& intent, const std::string& key) override;

 private:
  store::Store& store_;
};

}  // namespace tundish::service
