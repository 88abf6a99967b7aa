#include "service/users.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "service/fault.hpp"
#include "service/links.hpp"
#include "service/passwords.hpp"
#include "service/secret.hpp"
#include "service/studio_sessions.hpp"
#include "service/version_match.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMostEmail = 254;
constexpr std::size_t kMostName = 200;

Diagnostic unknown_link() {
  return fault("unknown_link", "/token",
               "The link was used already, its time is over, or a user was made without it.");
}

std::string compared_email(std::string_view email) {
  std::string lower(email);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  return lower;
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  const bool has_space = std::any_of(text.begin(), text.end(), [](char letter) {
    return static_cast<unsigned char>(letter) <= ' ' || letter == 0x7f;
  });
  return at != text.npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos &&
         text.size() <= kMostEmail && !has_space;
}

Diagnostics person_faults(const NewUser& wanted) {
  Diagnostics faults;
  if (!is_email(wanted.email)) {
    faults.push_back(fault("email", "/email", "This is no e-mail address."));
  }
  if (wanted.name.size() > kMostName) {
    faults.push_back(fault("too_long", "/name", "A name has at most 200 bytes."));
  }
  return faults;
}

void add_password_fault(Diagnostics& faults, std::string_view password, std::string_view email) {
  if (std::optional<std::string> sentence = find_password_fault(password, email)) {
    faults.push_back(fault("password", "/password", std::move(*sentence)));
  }
}

store::User new_user(const NewUser& wanted, std::int64_t now_ms) {
  store::User user;
  user.id = random_hex(kIdBytes);
  user.email = compared_email(wanted.email);
  user.name = wanted.name;
  user.role = to_text(wanted.role);
  user.created_at_ms = now_ms;
  user.updated_at_ms = now_ms;
  return user;
}

Deed user_deed(std::string action, const store::User& user) {
  Deed deed;
  deed.action = std::move(action);
  deed.object_kind = "user";
  deed.object = user.id;
  deed.details.set("email", user.email);
  deed.details.set("role", user.role);
  return deed;
}

bool is_last_super_admin(store::Reader& reader, const store::User& user) {
  const std::string_view role = to_text(Role::super_admin);
  if (user.role != role || user.disabled_at_ms != 0) return false;
  return !store::any<store::User>(reader, store::by_key(), [&](const store::User& other) {
    return other.id != user.id && other.role == role && other.disabled_at_ms == 0;
  });
}

store::User changed(store::User user, const UserChange& change, std::int64_t now_ms) {
  if (change.name) user.name = *change.name;
  if (change.role) user.role = to_text(*change.role);
  if (change.is_disabled && *change.is_disabled != (user.disabled_at_ms != 0)) {
    user.disabled_at_ms = *change.is_disabled ? now_ms : 0;
  }
  user.updated_at_ms = now_ms;
  return user;
}

/// Keeps a password that was just made, and lets its user in anew.
std::string admit_with(store::Writer& writer, store::User& user, const std::string& password_hash,
                       std::int64_t now_ms) {
  user.password_hash = password_hash;
  user.updated_at_ms = now_ms;
  store::put(writer, user);
  close_studio_sessions(writer, user.id);
  return open_studio_session(writer, user.id, now_ms);
}

}  // namespace

std::string etag_of(const store::User& user) {
  Value seen{Value::Object{}};
  seen.set("id", user.id);
  seen.set("email", user.email);
  seen.set("name", user.name);
  seen.set("role", user.role);
  seen.set("disabled_at_ms", static_cast<double>(user.disabled_at_ms));
  seen.set("updated_at_ms", static_cast<double>(user.updated_at_ms));
  return '"' + sha256_hex(to_json(seen)).substr(0, 32) + '"';
}

std::optional<store::User> find_user_by_email(store::Reader& reader, std::string_view email) {
  std::vector<store::User> users = store::list<store::User>(
      reader, store::by_index("users_by_email").equal(compared_email(email)).limit(1));
  if (users.empty()) return std::nullopt;
  return std::move(users.front());
}

bool is_first_start(store::Store& store) {
  bool is_first = false;
  store.read([&](store::Reader& reader) {
    is_first = store::list<store::User>(reader, store::by_key().limit(1)).empty();
  });
  return is_first;
}

Result<Invitation> invite_user(store::Store& store, const NewUser& wanted, const Actor& actor) {
  Diagnostics faults = person_faults(wanted);
  if (!faults.empty()) return unexpected(std::move(faults));
  Invitation invitation;
  bool is_taken = false;
  store.write([&](store::Writer& writer) {
    is_taken = find_user_by_email(writer, wanted.email).has_value();
    if (is_taken) return;
    invitation.user = new_user(wanted, actor.at_ms);
    store::put(writer, invitation.user);
    invitation.token = make_link(writer, invitation.user.id, actor.at_ms);
    note_deed(writer, actor, user_deed("user.create", invitation.user));
  });
  if (is_taken) {
    return unexpected(Diagnostics{fault("taken", "/email", "A user has this e-mail address.")});
  }
  return invitation;
}

std::optional<Invitation> renew_invitation(store::Store& store, std::string_view id,
                                           const Actor& actor) {
  std::optional<Invitation> invitation;
  store.write([&](store::Writer& writer) {
    invitation.reset();
    const std::optional<store::User> user = store::find<store::User>(writer, id);
    if (!user) return;
    invitation = Invitation{*user, make_link(writer, user->id, actor.at_ms)};
    note_deed(writer, actor, user_deed("user.invite", *user));
  });
  return invitation;
}

ChangedUser change_user(store::Store& store, std::string_view id, std::string_view etag,
                        const UserChange& change, const Actor& actor) {
  ChangedUser answer;
  store.write([&](store::Writer& writer) {
    answer = ChangedUser{};
    const std::optional<store::User> before = store::find<store::User>(writer, id);
    if (!before) {
      answer.outcome = UserChangeOutcome::unknown;
      return;
    }
    answer.user = *before;
    if (!means_version(etag, etag_of(*before))) {
      answer.outcome = UserChangeOutcome::stale;
      return;
    }
    const store::User after = changed(*before, change, actor.at_ms);
    const bool loses_power = after.role != before->role || after.disabled_at_ms != 0;
    if (loses_power && is_last_super_admin(writer, *before)) {
      answer.outcome = UserChangeOutcome::last_super_admin;
      return;
    }
    store::put(writer, after);
    if (loses_power) close_studio_sessions(writer, after.id);
    if (after.disabled_at_ms != 0) remove_links(writer, after.id);
    Deed deed = user_deed("user.change", after);
    deed.details.set("disabled", after.disabled_at_ms != 0);
    note_deed(writer, actor, deed);
    answer.user = after;
  });
  return answer;
}

Result<Entrance> set_up(store::Store& store, std::string_view token, const NewUser& wanted,
                        const std::string& password, Actor actor) {
  Diagnostics faults = person_faults(wanted);
  add_password_fault(faults, password, wanted.email);
  std::optional<store::OneTimeLink> link;
  store.read([&](store::Reader& reader) { link = find_link(reader, token, actor.at_ms); });
  if (!link || !link->user_id.empty()) faults.push_back(unknown_link());
  if (!faults.empty()) return unexpected(std::move(faults));
  const std::string password_hash = hash_password(password);
  NewUser first = wanted;
  first.role = Role::super_admin;
  Entrance entrance;
  bool is_open = false;
  store.write([&](store::Writer& writer) {
    link = find_link(writer, token, actor.at_ms);
    is_open = link && store::list<store::User>(writer, store::by_key().limit(1)).empty();
    if (!is_open) return;
    remove_links(writer, "");
    entrance.user = new_user(first, actor.at_ms);
    entrance.session = admit_with(writer, entrance.user, password_hash, actor.at_ms);
    note_deed(writer, actor, user_deed("user.set_up", entrance.user));
  });
  if (!is_open) return unexpected(Diagnostics{unknown_link()});
  return entrance;
}

Result<Entrance> accept_invitation(store::Store& store, std::string_view token,
                                   const std::string& password, Actor actor) {
  std::optional<store::User> user;
  const auto find = [&](store::Reader& reader) {
    const std::optional<store::OneTimeLink> link = find_link(reader, token, actor.at_ms);
    user.reset();
    if (link && !link->user_id.empty()) user = store::find<store::User>(reader, link->user_id);
    if (user && user->disabled_at_ms != 0) user.reset();
  };
  store.read(find);
  Diagnostics faults;
  if (!user) faults.push_back(unknown_link());
  add_password_fault(faults, password, user ? user->email : "");
  if (!faults.empty()) return unexpected(std::move(faults));
  const std::string password_hash = hash_password(password);
  Entrance entrance;
  store.write([&](store::Writer& writer) {
    find(writer);
    if (!user) return;
    remove_links(writer, user->id);
    actor.kind = to_text(CallerKind::user);
    actor.id = user->id;
    entrance.user = *user;
    entrance.session = admit_with(writer, entrance.user, password_hash, actor.at_ms);
    note_deed(writer, actor, user_deed("user.set_password", entrance.user));
  });
  if (!user) return unexpected(Diagnostics{unknown_link()});
  return entrance;
}

std::optional<Entrance> log_in(store::Store& store, std::string_view email,
                               const std::string& password, Actor actor) {
  std::optional<store::User> user;
  store.read([&](store::Reader& reader) { user = find_user_by_email(reader, email); });
  const bool may_enter = user && user->disabled_at_ms == 0;
  const bool is_right = is_password_of(may_enter ? user->password_hash : "", password);
  if (!may_enter || !is_right) return std::nullopt;
  actor.kind = to_text(CallerKind::user);
  actor.id = user->id;
  Entrance entrance;
  bool is_same = false;
  store.write([&](store::Writer& writer) {
    // What was judged must still hold: the password may just have been changed.
    is_same = store::find<store::User>(writer, user->id) == user;
    if (!is_same) return;
    entrance.user = *user;
    entrance.session = open_studio_session(writer, user->id, actor.at_ms);
    note_deed(writer, actor, user_deed("user.log_in", *user));
  });
  if (!is_same) return std::nullopt;
  return entrance;
}

Result<Entrance> change_password(store::Store& store, std::string_view id,
                                 const std::string& current, const std::string& password,
                                 const Actor& actor) {
  std::optional<store::User> user;
  store.read([&](store::Reader& reader) { user = store::find<store::User>(reader, id); });
  Diagnostics faults;
  add_password_fault(faults, password, user ? user->email : "");
  if (!faults.empty()) return unexpected(std::move(faults));
  if (!is_password_of(user ? user->password_hash : "", current)) {
    return unexpected(
        Diagnostics{fault("wrong_password", "/current_password", "This is not your password.")});
  }
  const std::string password_hash = hash_password(password);
  Entrance entrance;
  bool is_same = false;
  store.write([&](store::Writer& writer) {
    is_same = store::find<store::User>(writer, id) == user;
    if (!is_same) return;
    entrance.user = *user;
    remove_links(writer, user->id);
    entrance.session = admit_with(writer, entrance.user, password_hash, actor.at_ms);
    note_deed(writer, actor, user_deed("user.change_password", entrance.user));
  });
  if (!is_same) {
    return unexpected(Diagnostics{
        fault("changed_meanwhile", "", "You were changed meanwhile: look and try again.")});
  }
  return entrance;
}

}  // namespace tundish::service
