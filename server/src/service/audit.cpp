#include "service/audit.hpp"

#include <utility>
#include <vector>

#include "store/operations.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

/// Over everything that an entry says, the hash of the one before included.
std::string hash_of(const store::AuditEntry& entry) {
  Value value{Value::Object{}};
  value.set("lane", entry.lane);
  value.set("seq", static_cast<double>(entry.seq));
  value.set("prev", entry.prev);
  value.set("at_ms", static_cast<double>(entry.at_ms));
  value.set("actor_kind", entry.actor_kind);
  value.set("actor", entry.actor);
  value.set("action", entry.action);
  value.set("object_kind", entry.object_kind);
  value.set("object", entry.object);
  value.set("request", entry.request);
  value.set("details", entry.details);
  return sha256_hex("tundish:audit:1\n" + to_json(value));
}

}  // namespace

Actor server_actor(std::int64_t now_ms) { return Actor{"server", "", "", "server", now_ms}; }

void note_deed(store::Writer& writer, const Actor& actor, const Deed& deed) {
  const std::vector<store::AuditEntry> last = store::list<store::AuditEntry>(
      writer, store::by_key().equal(actor.lane).descending().limit(1));
  store::AuditEntry entry;
  entry.lane = actor.lane;
  entry.seq = last.empty() ? 0 : last.front().seq + 1;
  entry.prev = last.empty() ? "" : last.front().hash;
  entry.at_ms = actor.at_ms;
  entry.actor_kind = actor.kind;
  entry.actor = actor.id;
  entry.action = deed.action;
  entry.object_kind = deed.object_kind;
  entry.object = deed.object;
  entry.request = actor.request;
  entry.details = to_json(deed.details);
  entry.hash = hash_of(entry);
  store::put(writer, entry);
}

std::optional<std::int64_t> find_broken_entry(store::Reader& reader, std::string_view lane) {
  std::int64_t seq = 0;
  std::string prev;
  const auto is_broken = [&](const store::AuditEntry& entry) {
    if (entry.seq != seq || entry.prev != prev || entry.hash != hash_of(entry)) return true;
    prev = entry.hash;
    ++seq;
    return false;
  };
  if (!store::any<store::AuditEntry>(reader, store::by_key().equal(lane), is_broken)) {
    return std::nullopt;
  }
  return seq;
}

}  // namespace tundish::service
