#pragma once

#include "run/refusal.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

/// Whether a session of the funnel can begin with the header.
Refusal check_header(const Funnel& funnel, const Started& header);

}  // namespace tundish
