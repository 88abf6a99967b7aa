#include "service/erasing.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/contacts.hpp"
#include "service/export_jobs.hpp"
#include "service/removal.hpp"
#include "store/contacts.hpp"
#include "store/exports.hpp"
#include "store/jobs.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr int kSessionsAtOnce = 20;
constexpr int kPartsAtOnce = 16;

Deed erasure(std::string action, std::string kind, std::string_view id) {
  return Deed{std::move(action), std::move(kind), std::string(id), Value(Value::Object{})};
}

std::string root_of(store::Reader& reader, std::string_view session) {
  const std::optional<store::Session> row = reader.find_session(session);
  return row ? row->root : std::string(session);
}

/// The row, those that lead to it, and what they are known by.
void remove_contact(store::Writer& writer, const store::Contact& contact) {
  store::remove_each<store::ContactIdentity>(
      writer, store::by_index("contact_identities_of_contact").equal(contact.id));
  store::remove_each<store::Contact>(writer, store::by_index("contacts_by_age").equal(contact.id));
  store::remove<store::Contact>(writer, contact.id);
}

enum class Step { unknown, goes_on, done };

/// Some sessions at a time, so that nobody waits long; done when there is none.
Step erase_some(store::Writer& writer, FunnelCache& funnels, std::string_view id,
                const Actor& actor) {
  const std::optional<store::Contact> contact = find_contact(writer, id);
  if (!contact) return Step::unknown;
  const auto some =
      store::by_index("session_contacts_of_contact").equal(contact->id).limit(kSessionsAtOnce);
  const std::vector<store::SessionContact> sessions =
      store::list<store::SessionContact>(writer, some);
  for (const store::SessionContact& row : sessions) {
    remove_family(writer, funnels, row.session, actor.at_ms);
    store::remove<store::SessionContact>(writer, row.session);
  }
  return sessions.empty() ? Step::done : Step::goes_on;
}

/// The contact itself, which goes last: whoever was broken off finds it and goes on. False when a
/// session was linked to it meanwhile.
bool erase_emptied(store::Writer& writer, std::string_view id, const Actor& actor) {
  const auto contact = find_contact(writer, id);
  if (!contact) return true;
  const auto any = store::by_index("session_contacts_of_contact").equal(contact->id).limit(1);
  if (!store::list<store::SessionContact>(writer, any).empty()) return false;
  remove_contact(writer, *contact);
  note_deed(writer, actor, erasure("contact.erase", "contact", contact->id));
  return true;
}

/// Some of the oldest export of that kind of job; false when there is none.
bool remove_some_export(store::Writer& writer, std::string_view kind) {
  const auto oldest = store::by_index("jobs_by_kind").equal(kind).limit(1);
  const std::vector<store::Job> jobs = store::list<store::Job>(writer, oldest);
  if (jobs.empty()) return false;
  const store::Job& job = jobs.front();
  const auto some =
      store::by_key().equal(kind == kExportJob ? job.id : job.subject).limit(kPartsAtOnce);
  const auto parts = store::list<store::ExportPart>(writer, some);
  for (const store::ExportPart& part : parts) {
    store::remove<store::ExportPart>(writer, part.job, part.number);
  }
  if (parts.empty()) store::remove<store::Job>(writer, job.id);
  return true;
}

/// Nobody knows whom the files of exports are about; they can be made anew.
void remove_exports(store::Store& store) {
  for (const std::string_view kind : {kExportJob, kExportRemovalJob}) {
    bool goes_on = true;
    while (goes_on) {
      store.write([&](store::Writer& writer) { goes_on = remove_some_export(writer, kind); });
    }
  }
}

}  // namespace

Erasing erase_session(store::Store& store, FunnelCache& funnels, std::string_view session,
                      const Actor& actor) {
  std::string root;
  bool is_there = false;
  store.write([&](store::Writer& writer) {
    root = root_of(writer, session);
    is_there = remove_family(writer, funnels, root, actor.at_ms);
    if (is_there) note_deed(writer, actor, erasure("session.erase", "session", root));
  });
  // Whoever was broken off behind that comes again: what was removed is in no export either.
  bool was_there = false;
  store.read([&](store::Reader& reader) { was_there = is_removed(reader, root); });
  if (was_there) {
    remove_exports(store);
    store.forget_removed();
  }
  return is_there ? Erasing::erased : Erasing::unknown;
}

Erasing erase_contact(store::Store& store, FunnelCache& funnels, std::string_view contact,
                      const Actor& actor) {
  for (bool is_erased = false; !is_erased;) {
    Step step = Step::goes_on;
    while (step == Step::goes_on) {
      store.write(
          [&](store::Writer& writer) { step = erase_some(writer, funnels, contact, actor); });
    }
    if (step == Step::unknown) return Erasing::unknown;
    remove_exports(store);
    store.write([&](store::Writer& writer) { is_erased = erase_emptied(writer, contact, actor); });
  }
  store.forget_removed();
  return Erasing::erased;
}

}  // namespace tundish::service
