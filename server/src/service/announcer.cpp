#include "service/announcer.hpp"

#include "service/deliveries.hpp"

namespace tundish::service {

void Announcer::deliver(const store::Intent& intent, const std::string& key) {
  Occurrence occurrence;
  occurrence.type = intent.name;
  occurrence.key = key;
  occurrence.at_ms = intent.created_at_ms;
  occurrence.data.set("funnel", intent.funnel);
  occurrence.data.set("session", intent.session);
  bool is_wanted = false;
  store_.read([&](store::Reader& reader) { is_wanted = is_anybody_told(reader, intent.name); });
  if (!is_wanted) return;
  store_.write([&](store::Writer& writer) {
    // Nothing is told of a session that was removed meanwhile.
    if (writer.find_session(intent.session)) announce(writer, occurrence);
  });
}

}  // namespace tundish::service
