#pragma once

#include <string_view>

#include "tundish/value.hpp"

namespace tundish::log {

enum class Level { info, warning, error };

/// Writes one line of JSON to standard error: `at`, `level`, `event` and the fields. The caller
/// sees to it that no secret is among them.
void write(Level level, std::string_view event, Value fields);

/// Leaves out what matters less; everything is written until this is called.
void write_from(Level least);

}  // namespace tundish::log
