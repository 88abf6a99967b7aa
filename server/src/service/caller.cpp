#include "service/caller.hpp"

#include <algorithm>

namespace tundish::service {
namespace {

constexpr std::string_view kRoles[] = {"viewer", "master", "super_admin"};
constexpr std::string_view kKinds[] = {"nobody", "user", "token"};

}  // namespace

std::string_view to_text(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

std::optional<Role> find_role(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kRoles); ++i) {
    if (kRoles[i] == word) return static_cast<Role>(i);
  }
  return std::nullopt;
}

std::string_view to_text(CallerKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

bool is_scope(std::string_view scope) {
  const std::size_t colon = scope.find(':');
  if (scope == "*") return true;
  if (colon == scope.npos || colon == 0) return false;
  const std::string_view resource = scope.substr(0, colon);
  const std::string_view use = scope.substr(colon + 1);
  const bool is_word = resource.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == resource.npos;
  return is_word && (use == "read" || use == "write");
}

bool has_scope(const Caller& caller, std::string_view tag, Use use) {
  const auto is_enough = [&](std::string_view scope) {
    if (scope == "*") return true;
    const std::size_t colon = scope.find(':');
    if (scope.substr(0, colon) != tag || colon == scope.npos) return false;
    const std::string_view word = scope.substr(colon + 1);
    return word == "write" || (word == "read" && use == Use::read);
  };
  return std::any_of(caller.scopes.begin(), caller.scopes.end(), is_enough);
}

}  // namespace tundish::service
