#include "service/recall.hpp"

#include <stdexcept>
#include <utility>

#include "service/belonging.hpp"
#include "service/contacts.hpp"
#include "service/sessions.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

/// Somebody with more sessions than that, none of them of the funnel, begins as if there were none.
constexpr int kMostLookedAt = 200;

bool is_recalled(const store::Session& row) {
  return row.status == to_text(SessionStatus::completed) ||
         row.status == to_text(SessionStatus::in_progress);
}

/// Of a root and its branches, the one that was played last.
std::optional<store::Session> last_played(store::Reader& reader, const std::string& root) {
  std::optional<store::Session> last;
  for (store::Session& row : reader.list_family(root)) {
    if (is_recalled(row) && (!last || row.last_at_ms > last->last_at_ms)) last = std::move(row);
  }
  return last;
}

std::optional<store::Session> last_session(store::Reader& reader, const std::string& contact,
                                           std::string_view funnel) {
  const auto newest = store::by_index("session_contacts_of_contact")
                          .equal(contact)
                          .descending()
                          .limit(kMostLookedAt);
  for (const store::SessionContact& link : store::list<store::SessionContact>(reader, newest)) {
    if (!link.is_proven) continue;
    const std::optional<store::Session> root = reader.find_session(link.session);
    if (!root || root->funnel != funnel) continue;
    if (std::optional<store::Session> last = last_played(reader, link.session)) return last;
  }
  return std::nullopt;
}

}  // namespace

Recalled recall(store::Store& store, FunnelCache& funnels, const store::Session& session,
                std::string_view funnel) {
  Recalled recalled;
  store.read([&](store::Reader& reader) {
    recalled = Recalled{};
    const std::optional<store::SessionContact> link = find_belonging(reader, session.root);
    if (!link || !link->is_proven) return;
    const std::optional<store::Contact> contact = find_contact(reader, link->contact);
    if (!contact) return;
    Result<Value> attributes = parse_value(contact->attributes);
    if (!attributes) throw std::runtime_error("the attributes of a contact do not parse");
    recalled.contact = std::move(*attributes);
    if (std::optional<store::Session> last = last_session(reader, contact->id, funnel)) {
      recalled.prior = session_data(details_of(reader, funnels, *std::move(last)).state);
    }
  });
  return recalled;
}

}  // namespace tundish::service
