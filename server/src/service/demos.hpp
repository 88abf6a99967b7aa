#pragma once

#include <cstdint>
#include <string_view>

#include "store/store.hpp"
#include "tundish/diagnostic.hpp"

namespace tundish::service {

/// Saves and publishes a definition in that environment, which must be there, unless that very text
/// is played there already. Gives what stands against it; then nothing was published.
Diagnostics keep_published(store::Store& store, std::string_view definition,
                           std::string_view environment, std::int64_t now_ms);

}  // namespace tundish::service
