#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/store.hpp"

namespace tundish::service {

/// A release's number, as addresses write it; nothing for any other text.
std::optional<std::int64_t> number_of(std::string_view text);

/// What somebody means when two definitions of a funnel are compared: `draft:staging` (as it would
/// be published now), `published:production`, `kept:2` (put aside), or the number of a release.
/// Nothing when there is none, or when it says none of these.
std::optional<std::string> find_edition(store::Reader& reader, std::string_view slug,
                                        std::string_view words);

}  // namespace tundish::service
