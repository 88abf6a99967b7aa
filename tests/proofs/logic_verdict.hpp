#pragma once

#include <string>
#include <string_view>

namespace tundish::proofs {

/// What the engine makes of `{"rule":…,"data":…}`: `{"result":…}` or `{"error":…}`.
std::string logic_verdict(std::string_view question);

}  // namespace tundish::proofs
