#pragma once

#include <vector>

#include "document/edit.hpp"

namespace tundish::studio {

/// Edits that make one value of another, at the pointer: what stayed is not touched, so that a
/// definition that was written anew as a text changes where it differs.
std::vector<Edit> difference(const Json& before, const Json& after,
                             const Json::json_pointer& place = Json::json_pointer());

}  // namespace tundish::studio
