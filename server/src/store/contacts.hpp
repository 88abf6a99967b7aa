#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// Somebody who plays funnels, as far as their answers tell.
struct Contact {
  std::string id;
  std::string attributes;   ///< JSON: what is known about them, by its name
  std::string merged_into;  ///< the contact that has everything of this one; empty: none
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  std::int64_t revision = 0;  ///< one more with each change
  bool operator==(const Contact&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("contacts");
    io.key("id", it.id);
    io.column("attributes", it.attributes);
    io.column("merged_into", it.merged_into);
    io.column("created_at_ms", it.created_at_ms);
    io.column("updated_at_ms", it.updated_at_ms);
    io.column("revision", it.revision);
    io.index("contacts_by_age", {"merged_into", "created_at_ms"});
  }
};

/// What a contact is known by elsewhere. Anybody may say that an address is theirs; only one
/// contact has proven it.
struct ContactIdentity {
  std::string known_by;  ///< `email:ann@example.com`, `phone:+34600111222`, `external_id:K-7`
  std::string contact;
  std::int64_t verified_at_ms = 0;  ///< 0: never
  std::int64_t created_at_ms = 0;
  bool operator==(const ContactIdentity&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("contact_identities");
    io.key("known_by", it.known_by);
    io.key("contact", it.contact);
    io.column("verified_at_ms", it.verified_at_ms);
    io.column("created_at_ms", it.created_at_ms);
    io.index("contact_identities_of_contact", {"contact"});
  }
};

/// Whose session it is. One row for a session and all its branches.
struct SessionContact {
  std::string session;  ///< the root
  std::string contact;
  bool is_proven = false;  ///< the session has proven an identity of the contact
  std::int64_t at_ms = 0;
  bool operator==(const SessionContact&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("session_contacts");
    io.session_key("session", it.session);
    io.column("contact", it.contact);
    io.column("is_proven", it.is_proven);
    io.column("at_ms", it.at_ms);
    io.index("session_contacts_of_contact", {"contact", "at_ms"});
  }
};

/// An answer to the question whether something is allowed, with what was shown.
struct Consent {
  std::string session;  ///< the root
  std::string uid;      ///< of the event
  std::string slug;
  bool is_given = false;
  std::string text;  ///< that was shown, in `language`
  std::string language;
  std::int64_t at_ms = 0;  ///< when it arrived
  bool operator==(const Consent&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("consents");
    io.session_key("session", it.session);
    io.key("uid", it.uid);
    io.key("slug", it.slug);
    io.column("is_given", it.is_given);
    io.column("text", it.text);
    io.column("language", it.language);
    io.column("at_ms", it.at_ms);
  }
};

}  // namespace tundish::store
