#include "service/outbox.hpp"

#include <exception>
#include <vector>

namespace tundish::service {
namespace {

constexpr int kDeliveredAtOnce = 64;

}  // namespace

std::string intent_key(const store::Intent& intent) {
  return intent.uid + '-' + std::to_string(intent.ordinal);
}

Delivered deliver_pending(store::Store& store, Deliverer& deliverer, std::int64_t now_ms,
                          int limit) {
  std::vector<store::Intent> waiting;
  store.read([&](store::Reader& reader) { waiting = reader.list_waiting_intents(limit); });
  Delivered result;
  std::vector<store::Intent> done;
  for (const store::Intent& intent : waiting) {
    try {
      deliverer.deliver(intent, intent_key(intent));
      done.push_back(intent);
    } catch (const std::exception&) {
      ++result.failed;  // the deliverer knows why; the intent stays and is tried again
    }
  }
  if (done.empty()) return result;
  store.write([&](store::Writer& writer) {
    for (const store::Intent& intent : done) writer.set_delivered(intent, now_ms);
  });
  result.delivered = done.size();
  return result;
}

Duty deliveries(store::Store& store, Deliverer& deliverer) {
  Duty duty;
  duty.name = "outbox";
  duty.is_due = [&store](std::int64_t) {
    bool is_waiting = false;
    store.read(
        [&](store::Reader& reader) { is_waiting = !reader.list_waiting_intents(1).empty(); });
    return is_waiting;
  };
  duty.do_some = [&store, &deliverer](std::int64_t now_ms) {
    const Delivered result = deliver_pending(store, deliverer, now_ms, kDeliveredAtOnce);
    return result.delivered == static_cast<std::size_t>(kDeliveredAtOnce);
  };
  return duty;
}

}  // namespace tundish::service
