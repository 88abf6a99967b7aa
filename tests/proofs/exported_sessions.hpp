#pragma once

#include <string>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"

namespace tundish {

/// Exports all sessions of a store in each format, as jobs do it, and expects so many of them, in
/// memory that is bounded. Prints what it took.
void check_exports(store::Store& store, service::FunnelCache& funnels, const std::string& folder,
                   int sessions);

}  // namespace tundish
