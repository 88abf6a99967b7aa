#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/caller.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Lets a user in from now on: gives the token of the cookie, which is kept as a hash only.
std::string open_studio_session(store::Writer& writer, std::string_view user_id,
                                std::int64_t now_ms);

/// Who uses that token: a user who may, within 12 hours of the last request and 7 days of login.
std::optional<Caller> find_studio_caller(store::Store& store, std::string_view token,
                                         std::int64_t now_ms);

/// The end of one, and of all that a user has.
void close_studio_session(store::Writer& writer, std::string_view token);
void close_studio_sessions(store::Writer& writer, std::string_view user_id);

}  // namespace tundish::service
