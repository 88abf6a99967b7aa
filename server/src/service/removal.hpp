#pragma once

#include <cstdint>
#include <string_view>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Removes a root, all its branches, what is in quarantine of them, and whatever was kept or sent
/// because of them. What they had counted stays counted, also when the statistics are made anew:
/// numbers say nothing of a person. Whoever goes on with one of them is told that it is gone.
///
/// False when nothing of that root is here.
bool remove_family(store::Writer& writer, FunnelCache& funnels, std::string_view root,
                   std::int64_t now_ms);

/// Whether a root was here and was removed.
bool is_removed(store::Reader& reader, std::string_view root);
/// The same of the root that a secret makes.
bool is_removed(store::Store& store, std::string_view secret);

}  // namespace tundish::service
