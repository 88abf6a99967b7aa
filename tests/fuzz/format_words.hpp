#pragma once

#include <string>
#include <vector>

namespace tundish::fuzz {

/// The names and words of the definition's schema, and texts that are odd wherever they stand.
const std::vector<std::string>& format_words();

}  // namespace tundish::fuzz
