#include "service/contacts.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "service/endpoint_check.hpp"
#include "service/secret.hpp"
#include "service/version_match.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMostName = 64;

Value attributes_of(const store::Contact& contact) {
  Result<Value> attributes = parse_value(contact.attributes);
  if (!attributes) throw std::runtime_error("the attributes of a contact do not parse");
  return std::move(*attributes);
}

Deed contact_deed(std::string action, const std::string& contact) {
  return Deed{std::move(action), "contact", contact, Value(Value::Object{})};
}

/// Names of attributes are those that `save_to` can say.
bool is_attribute_name(std::string_view name) {
  return !name.empty() && name.size() <= kMostName &&
         std::all_of(name.begin(), name.end(), [](char letter) {
           return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                  (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
         });
}

bool is_taken(store::Reader& reader, const std::vector<IdentityWish>& identities,
              std::string_view contact) {
  return std::any_of(identities.begin(), identities.end(), [&](const IdentityWish& wish) {
    const auto owner = wish.is_verified ? find_owner(reader, wish.identity) : std::nullopt;
    return owner && owner->contact != contact;
  });
}

void set_identities(store::Writer& writer, const std::string& contact,
                    const std::vector<IdentityWish>& wanted, std::int64_t now_ms) {
  const std::vector<store::ContactIdentity> had = identities_of(writer, contact);
  for (const store::ContactIdentity& row : had) {
    store::remove<store::ContactIdentity>(writer, row.known_by, row.contact);
  }
  for (const IdentityWish& wish : wanted) {
    store::ContactIdentity row{wish.identity, contact, 0, now_ms};
    for (const store::ContactIdentity& before : had) {
      if (before.known_by == wish.identity) row = before;
    }
    if (!wish.is_verified) row.verified_at_ms = 0;
    if (wish.is_verified && row.verified_at_ms == 0) row.verified_at_ms = now_ms;
    put(writer, row);
  }
}

void apply(store::Writer& writer, store::Contact& contact, const ContactChange& change,
           std::int64_t now_ms) {
  if (change.attributes) set_attributes(contact, *change.attributes);
  if (change.identities) set_identities(writer, contact.id, *change.identities, now_ms);
  contact.updated_at_ms = now_ms;
  ++contact.revision;
  put(writer, contact);
}

void move_identities(store::Writer& writer, const std::string& survivor, const std::string& other) {
  for (store::ContactIdentity row : identities_of(writer, other)) {
    store::remove<store::ContactIdentity>(writer, row.known_by, row.contact);
    const auto same = store::find<store::ContactIdentity>(writer, row.known_by, survivor);
    row.contact = survivor;
    if (same && same->verified_at_ms != 0) row.verified_at_ms = same->verified_at_ms;
    if (same) row.created_at_ms = std::min(row.created_at_ms, same->created_at_ms);
    put(writer, row);
  }
}

}  // namespace

std::optional<store::Contact> find_contact(store::Reader& reader, std::string_view id) {
  std::optional<store::Contact> contact = store::find<store::Contact>(reader, id);
  if (!contact || contact->merged_into.empty()) return contact;
  // One step is enough: whoever is merged takes along those that lead to them.
  return store::find<store::Contact>(reader, contact->merged_into);
}

std::vector<store::ContactIdentity> identities_of(store::Reader& reader, std::string_view contact) {
  return store::list<store::ContactIdentity>(
      reader, store::by_index("contact_identities_of_contact").equal(contact).limit(1000));
}

KnownContact known_contact(store::Reader& reader, store::Contact row) {
  KnownContact known;
  known.identities = identities_of(reader, row.id);
  known.row = std::move(row);
  return known;
}

std::optional<store::ContactIdentity> find_owner(store::Reader& reader, std::string_view identity) {
  std::optional<store::ContactIdentity> owner;
  store::each<store::ContactIdentity>(reader, store::by_key().equal(identity),
                                      [&](const store::ContactIdentity& row) {
                                        if (row.verified_at_ms != 0) owner = row;
                                      });
  return owner;
}

bool has_verified_identity(store::Reader& reader, std::string_view contact) {
  const std::vector<store::ContactIdentity> rows = identities_of(reader, contact);
  return std::any_of(rows.begin(), rows.end(),
                     [](const store::ContactIdentity& row) { return row.verified_at_ms != 0; });
}

Diagnostics check_change(const ContactChange& change) {
  Diagnostics faults;
  if (change.attributes) {
    for (const Value::Member& member : change.attributes->object()) {
      if (!is_attribute_name(member.name)) {
        faults.push_back(
            fault_at("invalid", "/attributes", "A name has 1 to 64 letters, digits, `_` and `-`."));
      }
    }
    if (change.attributes->object().size() > kMostAttributes ||
        to_json(*change.attributes).size() > kMostAttributeBytes) {
      faults.push_back(fault_at("out_of_range", "/attributes", "At most 500, and 256 KiB."));
    }
  }
  if (change.identities && change.identities->size() > kMostIdentities) {
    faults.push_back(fault_at("out_of_range", "/identities", "At most 20."));
  }
  return faults;
}

ChangedContact create_contact(store::Store& store, const ContactChange& wish, const Actor& actor) {
  store::Contact made;
  made.id = random_hex(kIdBytes);
  made.attributes = "{}";
  made.created_at_ms = actor.at_ms;
  ChangedContact changed;
  store.write([&](store::Writer& writer) {
    changed = ChangedContact{};
    changed.contact = made;
    if (wish.identities && is_taken(writer, *wish.identities, made.id)) {
      changed.outcome = ContactOutcome::identity_is_taken;
      return;
    }
    apply(writer, changed.contact, wish, actor.at_ms);
    note_deed(writer, actor, contact_deed("contact.create", made.id));
  });
  return changed;
}

ChangedContact change_contact(store::Store& store, std::string_view id, std::string_view etag,
                              const ContactChange& change, const Actor& actor) {
  ChangedContact changed;
  store.write([&](store::Writer& writer) {
    changed = ChangedContact{};
    const std::optional<store::Contact> row = find_contact(writer, id);
    if (!row || !means_version(etag, etag_of(*row))) {
      changed.outcome = row ? ContactOutcome::stale : ContactOutcome::unknown;
      return;
    }
    changed.contact = *row;
    if (change.identities && is_taken(writer, *change.identities, row->id)) {
      changed.outcome = ContactOutcome::identity_is_taken;
      return;
    }
    apply(writer, changed.contact, change, actor.at_ms);
    note_deed(writer, actor, contact_deed("contact.change", row->id));
  });
  return changed;
}

void merge_into(store::Writer& writer, store::Contact& survivor, store::Contact other,
                std::int64_t now_ms) {
  const auto sessions = store::by_index("session_contacts_of_contact").equal(other.id);
  store::each<store::SessionContact>(writer, sessions, [&](store::SessionContact row) {
    row.contact = survivor.id;
    put(writer, row);
  });
  move_identities(writer, survivor.id, other.id);
  Value attributes = attributes_of(other);
  const Value known = attributes_of(survivor);
  for (const Value::Member& member : known.object()) attributes.set(member.name, member.value);
  set_attributes(survivor, attributes);
  const auto led = store::by_index("contacts_by_age").equal(other.id);
  store::each<store::Contact>(writer, led, [&](store::Contact row) {
    row.merged_into = survivor.id;
    put(writer, row);
  });
  other.attributes = "{}";
  other.merged_into = survivor.id;
  for (store::Contact* row : {&survivor, &other}) {
    row->updated_at_ms = now_ms;
    ++row->revision;
    put(writer, *row);
  }
}

ChangedContact merge_contacts(store::Store& store, std::string_view survivor,
                              std::string_view other, const Actor& actor) {
  ChangedContact changed;
  store.write([&](store::Writer& writer) {
    changed = ChangedContact{};
    const std::optional<store::Contact> into = find_contact(writer, survivor);
    const std::optional<store::Contact> from = store::find<store::Contact>(writer, other);
    if (!into || !from) {
      changed.outcome = ContactOutcome::unknown;
      return;
    }
    changed.contact = *into;
    Deed deed = contact_deed("contact.merge", into->id);
    deed.details.set("other", from->id);
    if (into->id == from->id) {
      changed.outcome = ContactOutcome::itself;
      return;
    }
    if (from->merged_into.empty()) {
      merge_into(writer, changed.contact, *from, actor.at_ms);
    } else if (from->merged_into != into->id) {
      changed.outcome = ContactOutcome::unknown;
      return;
    }
    note_deed(writer, actor, deed);
  });
  return changed;
}

void set_attributes(store::Contact& contact, const Value& members) {
  Value changed = attributes_of(contact);
  for (const Value::Member& member : members.object()) changed.set(member.name, member.value);
  Value kept{Value::Object{}};
  for (const Value::Member& member : changed.object()) {
    if (!member.value.is_null()) kept.set(member.name, member.value);
  }
  std::string text = to_json(kept);
  if (kept.object().size() > kMostAttributes || text.size() > kMostAttributeBytes) return;
  contact.attributes = std::move(text);
}

std::string etag_of(const store::Contact& contact) {
  return '"' + sha256_hex(contact.id + ':' + std::to_string(contact.revision)).substr(0, 32) + '"';
}

}  // namespace tundish::service
