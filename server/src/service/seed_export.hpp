#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// Funnels as seeds, which another server takes: `[{object_type, data}, …]`. Before each funnel
/// stand the publishing windows and the endpoints that it names, these without their secrets; its
/// `versions` are its languages, by environment, as drafts and as they are played. An error says of
/// which slugs there is no funnel.
Result<Value> export_seeds(store::Reader& reader, const std::vector<std::string>& slugs);

}  // namespace tundish::service
