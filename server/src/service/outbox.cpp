#include "service/outbox.hpp"

#include <exception>
#include <vector>

namespace tundish::service {

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

}  // namespace tundish::service
