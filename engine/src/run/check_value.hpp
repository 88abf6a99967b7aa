#pragma once

#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// What does not fit about a value that has the input's type already.
std::vector<Problem> check_value(const Input& input, const Value& value);

}  // namespace tundish
