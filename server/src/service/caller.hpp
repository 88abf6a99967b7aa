#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tundish::service {

/// What somebody may do with the user API; each may what the one before it may, and more.
enum class Role { viewer, master, super_admin };
/// `super_admin`: the same word in bodies and in rows.
std::string_view to_text(Role role);
std::optional<Role> find_role(std::string_view word);

enum class CallerKind { nobody, user, token };
/// `user`.
std::string_view to_text(CallerKind kind);

/// What a route does with the resource of its tag.
enum class Use { read, write };

/// Who asks.
struct Caller {
  CallerKind kind = CallerKind::nobody;
  std::string id;  ///< of the user or the token
  Role role = Role::viewer;
  /// What a token is for: `funnels:read`, `funnels:write`, …, or `*` for all that its role may.
  std::vector<std::string> scopes;
};

/// `*`, or a resource with what is done with it: `funnels:read`.
bool is_scope(std::string_view scope);

/// Whether the caller's scopes include that use: writing includes reading.
bool has_scope(const Caller& caller, std::string_view tag, Use use);

}  // namespace tundish::service
