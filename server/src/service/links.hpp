#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/people.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Makes a way in that works once within a day: for that user to set a password, or for the first
/// super admin when `user_id` is empty. Earlier ones of that user no longer work. Gives the token.
std::string make_link(store::Writer& writer, std::string_view user_id, std::int64_t now_ms);

/// The link of that token, as long as it works.
std::optional<store::OneTimeLink> find_link(store::Reader& reader, std::string_view token,
                                            std::int64_t now_ms);
/// From now on none of that user works.
void remove_links(store::Writer& writer, std::string_view user_id);

}  // namespace tundish::service
