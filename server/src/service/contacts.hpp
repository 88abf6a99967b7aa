#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "store/contacts.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

inline constexpr std::size_t kMostIdentities = 20;
inline constexpr std::size_t kMostAttributes = 500;
inline constexpr std::size_t kMostAttributeBytes = 256 * 1024;

/// An identity that somebody gives a contact.
struct IdentityWish {
  std::string identity;  ///< as it is kept
  bool is_verified = false;
};

/// What a user wants of a contact. What is nothing stays.
struct ContactChange {
  /// Members that are null are taken away.
  std::optional<Value> attributes;
  /// All that it is to have.
  std::optional<std::vector<IdentityWish>> identities;
};

enum class ContactOutcome { done, unknown, stale, identity_is_taken, itself };
struct ChangedContact {
  ContactOutcome outcome = ContactOutcome::done;
  store::Contact contact;
};

/// A contact with what belongs to it.
struct KnownContact {
  store::Contact row;
  std::vector<store::ContactIdentity> identities;
};

/// The contact of that id, or the one that it was merged into.
std::optional<store::Contact> find_contact(store::Reader& reader, std::string_view id);
KnownContact known_contact(store::Reader& reader, store::Contact row);
/// The one contact that has proven the identity.
std::optional<store::ContactIdentity> find_owner(store::Reader& reader, std::string_view identity);
bool has_verified_identity(store::Reader& reader, std::string_view contact);
std::vector<store::ContactIdentity> identities_of(store::Reader& reader, std::string_view contact);

/// What is wrong with a change, whatever contact it is meant for.
Diagnostics check_change(const ContactChange& change);
/// Both take a change without faults.
ChangedContact create_contact(store::Store& store, const ContactChange& wish, const Actor& actor);
ChangedContact change_contact(store::Store& store, std::string_view id, std::string_view etag,
                              const ContactChange& change, const Actor& actor);

/// The survivor gets the other's sessions, and those identities and attributes that it does not
/// have itself. The other one leads to it from then on; doing it again changes nothing.
ChangedContact merge_contacts(store::Store& store, std::string_view survivor,
                              std::string_view other, const Actor& actor);
/// The same within a transaction.
void merge_into(store::Writer& writer, store::Contact& survivor, store::Contact other,
                std::int64_t now_ms);

/// Sets members of a contact's attributes; null takes one away. When that would be too much for one
/// contact, they stay as they were.
void set_attributes(store::Contact& contact, const Value& members);

std::string etag_of(const store::Contact& contact);

}  // namespace tundish::service
