#include "service/belonging.hpp"

#include <utility>

#include "service/contacts.hpp"
#include "service/identities.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kIdDigits = 32;

/// Saved since; a clearing is no change, because nothing is taken away from a contact by playing.
Value saved_since(const Value& before, const Value& after) {
  Value saved{Value::Object{}};
  for (const Value::Member& member : after.object()) {
    const Value* known = before.find(member.name);
    if (known == nullptr || !(*known == member.value)) saved.set(member.name, member.value);
  }
  return saved;
}

std::optional<std::string> proven_identity(const Authentication& auth) {
  if (auth.method == to_text(AuthKind::otp_sms)) {
    return identity_of(IdentityKind::phone, auth.contact);
  }
  if (auth.method == to_text(AuthKind::password)) {
    return identity_of(IdentityKind::external_id, auth.contact);
  }
  return identity_of(IdentityKind::email, auth.contact);
}

/// One session's visitor, within one transaction.
class Belonging {
 public:
  Belonging(store::Writer& writer, std::string_view root, std::int64_t now_ms)
      : writer_(writer), root_(root), now_ms_(now_ms), link_(find_belonging(writer, root)) {
    if (link_) contact_ = find_contact(writer_, link_->contact);
  }

  void prove(const std::string& identity) {
    const std::optional<store::ContactIdentity> owner = find_owner(writer_, identity);
    if (!owner) {
      open();
      verify(identity);
    } else if (!contact_ || contact_->id != owner->contact) {
      if (!go_to(owner->contact)) return;
    }
    link(true);
  }

  void save(const Value& attributes) {
    if (attributes.object().empty()) return;
    open();
    set_attributes(*contact_, attributes);
    for (const Value::Member& member : attributes.object()) {
      const std::optional<IdentityKind> kind = identity_kind_of(member.name);
      if (kind && member.value.is_text()) claim(*kind, member.value.text());
    }
    ++contact_->revision;
    contact_->updated_at_ms = now_ms_;
    put(writer_, *contact_);
  }

 private:
  /// The session's contact, made of it when there is none.
  void open() {
    if (contact_) return;
    store::Contact made;
    made.id = sha256_hex("tundish:contact:1\n" + std::string(root_)).substr(0, kIdDigits);
    contact_ = find_contact(writer_, made.id);
    if (!contact_) {
      made.attributes = "{}";
      made.created_at_ms = made.updated_at_ms = now_ms_;
      made.revision = 1;
      put(writer_, made);
      contact_ = std::move(made);
    }
    link(false);
  }

  void link(bool is_proven) {
    const bool was_proven = link_ && link_->contact == contact_->id && link_->is_proven;
    const std::int64_t at_ms = link_ ? link_->at_ms : now_ms_;
    link_ = store::SessionContact{std::string(root_), contact_->id, is_proven || was_proven, at_ms};
    put(writer_, *link_);
  }

  void verify(const std::string& identity) {
    auto row = store::find<store::ContactIdentity>(writer_, identity, contact_->id);
    if (!row) row = store::ContactIdentity{identity, contact_->id, 0, now_ms_};
    row->verified_at_ms = now_ms_;
    put(writer_, *row);
  }

  /// Somebody who says what they are known by may say anything: it leads to nobody.
  void claim(IdentityKind kind, const std::string& text) {
    const std::optional<std::string> identity = identity_of(kind, text);
    if (!identity || identities_of(writer_, contact_->id).size() >= kMostIdentities) return;
    store::add(writer_, store::ContactIdentity{*identity, contact_->id, 0, now_ms_});
  }

  /// Whoever has proven two identities that belong to two contacts stays with the first: making one
  /// of them is for people to decide.
  bool go_to(const std::string& owner) {
    std::optional<store::Contact> other = std::exchange(contact_, find_contact(writer_, owner));
    if (!other) return true;
    if (has_verified_identity(writer_, other->id)) {
      contact_ = std::move(other);
      return false;
    }
    merge_into(writer_, *contact_, *std::move(other), now_ms_);
    link_ = find_belonging(writer_, root_);
    return true;
  }

  store::Writer& writer_;
  const std::string_view root_;
  const std::int64_t now_ms_;
  std::optional<store::SessionContact> link_;
  std::optional<store::Contact> contact_;
};

}  // namespace

void keep_belonging(store::Writer& writer, std::string_view root, const ToldBefore& before,
                    const State& after, std::int64_t now_ms) {
  const bool is_proven = after.auth && !(after.auth == before.auth);
  if (!is_proven && (after.contact.is_null() || after.contact == before.contact)) return;
  Belonging belonging(writer, root, now_ms);
  if (is_proven) {
    if (const auto identity = proven_identity(*after.auth)) belonging.prove(*identity);
  }
  belonging.save(saved_since(before.contact, after.contact));
}

std::optional<store::SessionContact> find_belonging(store::Reader& reader, std::string_view root) {
  return store::find<store::SessionContact>(reader, root);
}

}  // namespace tundish::service
