#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/audit.hpp"
#include "service/caller.hpp"
#include "store/people.hpp"
#include "store/store.hpp"
#include "tundish/result.hpp"

namespace tundish::service {

struct NewUser {
  std::string email;
  std::string name;
  Role role = Role::viewer;
};

/// A user without a password, and the token of the link that lets them set one.
struct Invitation {
  store::User user;
  std::string token;
};
/// Refuses what is no e-mail address, or one that a user has.
Result<Invitation> invite_user(store::Store& store, const NewUser& wanted, const Actor& actor);
/// Another link for a user: nothing when there is none of that id.
std::optional<Invitation> renew_invitation(store::Store& store, std::string_view id,
                                           const Actor& actor);

struct UserChange {
  std::optional<std::string> name;
  std::optional<Role> role;
  std::optional<bool> is_disabled;
};
enum class UserChangeOutcome { changed, unknown, stale, last_super_admin };
struct ChangedUser {
  UserChangeOutcome outcome = UserChangeOutcome::changed;
  store::User user;
};
/// Changes a user who still is as `etag` says. Another role or being disabled ends what they are
/// logged in to. The last super admin stays one.
ChangedUser change_user(store::Store& store, std::string_view id, std::string_view etag,
                        const UserChange& change, const Actor& actor);

/// Names a user as they are now, without what only the server knows.
std::string etag_of(const store::User& user);

/// Whether there is nobody yet.
bool is_first_start(store::Store& store);

/// The user of that e-mail address, in whatever case.
std::optional<store::User> find_user_by_email(store::Reader& reader, std::string_view email);

/// What lets somebody in: the user, and the token of their new studio session.
struct Entrance {
  store::User user;
  std::string session;
};
/// With a link of the first start: makes the first super admin. Refuses an address or a password
/// that is none; nothing of what was found wrong with the link is told.
Result<Entrance> set_up(store::Store& store, std::string_view token, const NewUser& wanted,
                        const std::string& password, Actor actor);
/// With a link that a user was given: sets their password.
Result<Entrance> accept_invitation(store::Store& store, std::string_view token,
                                   const std::string& password, Actor actor);
/// Nothing when the address or the password is wrong: it is not told which, nor by the time.
std::optional<Entrance> log_in(store::Store& store, std::string_view email,
                               const std::string& password, Actor actor);
/// Another password for a user who knows the one they have. What they are logged in to ends.
Result<Entrance> change_password(store::Store& store, std::string_view id,
                                 const std::string& current, const std::string& password,
                                 const Actor& actor);

}  // namespace tundish::service
