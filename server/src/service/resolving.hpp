#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/store.hpp"
#include "tundish/funnel.hpp"

namespace tundish::service {

/// The definition with what it takes from the server written into it: the hours that its publishing
/// windows stand for, and the subfunnels that it plays and does not bring along. Of those `latest`
/// is what the environment plays now, and a hash one that was published at any time. Nothing when
/// it needs nothing. What is not there is left as it is: analysis says so.
std::optional<std::string> resolved(store::Reader& reader, const Funnel& funnel,
                                    std::string_view environment);

/// The definition of what an environment plays of a funnel.
std::optional<std::string> find_played(store::Reader& reader, std::string_view environment,
                                       std::string_view slug);

}  // namespace tundish::service
