#include "service/removal.hpp"

#include <string>
#include <vector>

#include "service/ownership.hpp"
#include "service/rebuild.hpp"
#include "service/sent.hpp"
#include "service/uploads.hpp"
#include "store/contacts.hpp"
#include "store/effects.hpp"
#include "store/outside.hpp"
#include "store/proofs.hpp"
#include "store/records.hpp"
#include "store/refusals.hpp"
#include "store/removals.hpp"
#include "store/suspicions.hpp"
#include "store/watches.hpp"

namespace tundish::service {
namespace {

/// Moves what a session has counted to where no rebuilding looks.
void keep_counted(store::Writer& writer, FunnelCache& funnels, const store::Session& session) {
  for (auto [key, counts] : count_log(writer, funnels, session).counted) {
    store::Counts less = counts;
    for (store::Count& one : less) one.count = -one.count;
    writer.add_counts(key, less);
    key.bucket = store::kKeptCounts;
    writer.add_counts(key, counts);
  }
}

void remove_message(store::Writer& writer, const std::string& message) {
  const auto same = store::by_index("deliveries_by_message").equal(message);
  store::each<store::Delivery>(writer, same, [&](const store::Delivery& row) {
    store::remove_each<store::DeliveryAttempt>(writer,
                                               store::by_key().equal(row.webhook, row.message));
  });
  store::remove_each<store::Delivery>(writer, same);
}

/// What was asked for and sent because of one session.
void remove_sent(store::Writer& writer, const store::Session& session) {
  const std::string& id = session.session;
  for (const store::Intent& intent : intents_of(writer, session)) {
    remove_message(writer, message_of(intent));
  }
  const store::By of_session = store::by_key().equal(id);
  store::each<store::Effect>(writer, of_session, [&](const store::Effect& row) {
    if (const auto message = message_of(row)) remove_message(writer, *message);
  });
  store::remove_each<store::Effect>(writer, of_session);
  store::remove_each<store::Proof>(writer, of_session);
  store::remove_each<store::InboxMessage>(writer,
                                          store::by_index("inbox_messages_by_session").equal(id));
}

/// What is kept of a session and all its branches together.
void remove_of_root(store::Writer& writer, std::string_view root) {
  writer.remove_quarantined(root);
  store::remove_each<store::Refusal>(writer, store::by_index("refusals_by_root").equal(root));
  store::remove_each<store::Consent>(writer, store::by_key().equal(root));
  remove_uploads(writer, root);
  store::remove<store::SessionContact>(writer, root);
}

}  // namespace

bool remove_family(store::Writer& writer, FunnelCache& funnels, std::string_view root,
                   std::int64_t now_ms) {
  const std::vector<store::Session> family = writer.list_family(root);
  if (family.empty() && writer.count_quarantined(root) == 0) return false;
  // Before any of them goes: a branch counts behind what it shares with its parent.
  for (const store::Session& session : family) keep_counted(writer, funnels, session);
  for (const store::Session& session : family) {
    remove_sent(writer, session);
    store::remove<store::Watch>(writer, session.session);
    store::remove_each<store::Suspicion>(writer, store::by_key().equal(session.session));
    writer.remove_session(session);
  }
  remove_of_root(writer, root);
  put(writer, store::RemovedSession{std::string(root), now_ms});
  return true;
}

bool is_removed(store::Reader& reader, std::string_view root) {
  return store::find<store::RemovedSession>(reader, root).has_value();
}

bool is_removed(store::Store& store, std::string_view secret) {
  bool is_so = false;
  store.read([&](store::Reader& reader) { is_so = is_removed(reader, session_of_secret(secret)); });
  return is_so;
}

}  // namespace tundish::service
