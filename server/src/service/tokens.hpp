#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "service/caller.hpp"
#include "store/people.hpp"
#include "store/store.hpp"

namespace tundish::service {

struct NewToken {
  std::string label;
  Role role = Role::super_admin;
  std::vector<std::string> scopes = {"*"};
  std::int64_t expires_at_ms = 0;  ///< 0: never
};
/// The token is told this once; what is kept is its hash.
struct MadeToken {
  std::string token;
  store::ApiToken row;
};
/// Makes a token for the user API. Whoever makes it may do all that it may: the caller sees to
/// that.
MadeToken create_token(store::Store& store, const NewToken& wanted, const Actor& actor);

/// Who uses that token: nothing when there is none like it, or none that still works. It may never
/// do more than the user who made it.
std::optional<Caller> find_token_caller(store::Store& store, std::string_view token,
                                        std::int64_t now_ms);

std::optional<store::ApiToken> find_token(store::Reader& reader, std::string_view id);
/// From now on it does not work; nothing when there is none of that id.
std::optional<store::ApiToken> revoke_token(store::Store& store, std::string_view id,
                                            const Actor& actor);

}  // namespace tundish::service
