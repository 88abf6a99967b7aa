#pragma once

#include "tundish/funnel.hpp"

namespace tundish {

/// What an answer to the input may be, as a JSON Schema.
Value value_schema(const Input& input);

}  // namespace tundish
