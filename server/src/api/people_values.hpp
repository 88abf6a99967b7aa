#pragma once

#include "service/caller.hpp"
#include "store/people.hpp"
#include "tundish/value.hpp"

namespace tundish::api {

// How people and tokens are told. Nothing that opens anything is among it.
Value user_value(const store::User& user);
Value token_value(const store::ApiToken& token);

/// The list of a token's scopes as a value.
Value scopes_value(const std::vector<std::string>& scopes);

}  // namespace tundish::api
