#pragma once

#include "analyze/domain.hpp"

namespace tundish {

/// The smallest and the greatest score that a session of the funnel can have, whatever is answered;
/// without bounds where subfunnels count too, or lists of any length.
Domain score_range(const Definition& whole);

}  // namespace tundish
