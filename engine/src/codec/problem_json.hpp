#pragma once

#include <vector>

#include "support/json_writer.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// The member `problems`: a list of `{code, limit?}`; left out when there are none.
void problems_member(JsonWriter& json, const std::vector<Problem>& problems);

}  // namespace tundish
