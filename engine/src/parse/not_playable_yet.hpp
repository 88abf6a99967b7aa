#pragma once

#include <string_view>

#include "json/node.hpp"
#include "parse/findings.hpp"
#include "tundish/funnel.hpp"
#include "tundish/result.hpp"

namespace tundish {

/// Whether a funnel is refused that the engine reads and writes, but does not play yet.
enum class Playable { wanted, any };

/// `parse_funnel`, with the choice.
Result<Funnel> read_funnel(std::string_view json, Playable playable);

/// Reports `not_playable_yet` wherever a definition uses something that is not played yet.
void check_playable(const json::Node& root, Findings& findings);

}  // namespace tundish
