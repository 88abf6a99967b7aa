#pragma once

#include <string>

#include "store/store.hpp"

namespace tundish::api {

/// How people know whoever did something: a user's name or address, a token's label. Empty of
/// others, and of those who are gone.
std::string actor_name(store::Reader& reader, const std::string& kind, const std::string& id);

}  // namespace tundish::api
