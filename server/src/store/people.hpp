#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// Somebody who works with funnels.
struct User {
  std::string id;
  std::string email;  ///< as it is compared
  std::string name;
  std::string role;
  std::string password_hash;  ///< empty: none was set yet
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  std::int64_t disabled_at_ms = 0;  ///< 0: not disabled
  bool operator==(const User&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("users");
    io.key("id", it.id);
    io.column("email", it.email);
    io.column("name", it.name);
    io.column("role", it.role);
    io.column("password_hash", it.password_hash);
    io.column("created_at_ms", it.created_at_ms);
    io.column("updated_at_ms", it.updated_at_ms);
    io.column("disabled_at_ms", it.disabled_at_ms);
    io.index("users_by_email", {"email"});
  }
};

/// A key to the user API; the token itself is never kept.
struct ApiToken {
  std::string token_hash;
  std::string id;  ///< what lists and URLs name it by
  std::string label;
  std::string role;
  std::string scopes;   ///< words with a space between; `*`: all
  std::string user_id;  ///< who made it; empty: the command line
  std::int64_t created_at_ms = 0;
  std::int64_t expires_at_ms = 0;    ///< 0: never
  std::int64_t last_used_at_ms = 0;  ///< 0: never
  std::int64_t revoked_at_ms = 0;    ///< 0: not revoked
  bool operator==(const ApiToken&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("api_tokens");
    io.key("token_hash", it.token_hash);
    io.column("id", it.id);
    io.column("label", it.label);
    io.column("role", it.role);
    io.column("scopes", it.scopes);
    io.column("user_id", it.user_id);
    io.column("created_at_ms", it.created_at_ms);
    io.column("expires_at_ms", it.expires_at_ms);
    io.column("last_used_at_ms", it.last_used_at_ms);
    io.column("revoked_at_ms", it.revoked_at_ms);
    io.index("api_tokens_by_id", {"id"});
    io.index("api_tokens_by_age", {"created_at_ms"});
  }
};

/// A user's time in the studio, from login to logout.
struct StudioSession {
  std::string token_hash;
  std::string user_id;
  std::int64_t created_at_ms = 0;
  std::int64_t last_used_at_ms = 0;
  bool operator==(const StudioSession&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("studio_sessions");
    io.key("token_hash", it.token_hash);
    io.column("user_id", it.user_id);
    io.column("created_at_ms", it.created_at_ms);
    io.column("last_used_at_ms", it.last_used_at_ms);
    io.index("studio_sessions_by_user", {"user_id"});
    io.index("studio_sessions_by_age", {"created_at_ms"});
  }
};

/// A way in that works once; the token itself is never kept.
struct OneTimeLink {
  std::string token_hash;
  std::string user_id;  ///< whose password it sets; empty: it makes the first super admin
  std::int64_t created_at_ms = 0;
  std::int64_t expires_at_ms = 0;
  bool operator==(const OneTimeLink&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("one_time_links");
    io.key("token_hash", it.token_hash);
    io.column("user_id", it.user_id);
    io.column("created_at_ms", it.created_at_ms);
    io.column("expires_at_ms", it.expires_at_ms);
    io.index("one_time_links_by_user", {"user_id"});
  }
};

}  // namespace tundish::store
