#pragma once

#include <optional>
#include <string>

namespace tundish::cli {

/// The whole text of a file, or of standard input when `path` is `-`. Empty, with the reason on
/// standard error, when it cannot be read.
std::optional<std::string> read_text(const std::string& path);

}  // namespace tundish::cli
