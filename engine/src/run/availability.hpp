#pragma once

#include <cstdint>

#include "tundish/funnel.hpp"

namespace tundish {

/// Whether sessions may begin and go on at that moment, milliseconds since 1970.
bool is_available(const Availability& availability, std::int64_t at_ms);

}  // namespace tundish
