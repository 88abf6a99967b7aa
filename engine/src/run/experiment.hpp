#pragma once

#include <string_view>

#include "tundish/funnel.hpp"

namespace tundish {

/// The variant of an experiment that a session has, the same for ever: the first 8 bytes (big
/// endian) of SHA-256 over `tundish:experiment:1`, a line feed, the experiment's name, a line feed
/// and the session id, modulo the sum of the weights, told off along the variants in the order of
/// their names. Null when every weight is 0.
const Variant* variant_of(std::string_view session, const Jump& jump);

/// The first jump of that experiment in the funnel, or null.
const Jump* find_experiment(const Definition& definition, std::string_view experiment);

}  // namespace tundish
