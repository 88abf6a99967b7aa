#pragma once

#include <ostream>
#include <string>

#include "tundish/diagnostic.hpp"

namespace tundish::cli {

/// One line each: `file:line:column: severity code: sentence`, related places below it.
void print_diagnostics(std::ostream& out, const std::string& file, const Diagnostics& diagnostics);

}  // namespace tundish::cli
