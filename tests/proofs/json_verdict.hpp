#pragma once

#include <string>
#include <string_view>

namespace tundish::proofs {

/// What the strict JSON front says of a text, as JSON: `{"accepted":"<canonical text>"}` or
/// `{"refused":"<diagnostics>"}`. The texts stand in quotes so that they are compared byte by byte.
std::string json_verdict(std::string_view text);

}  // namespace tundish::proofs
