#pragma once

#include <functional>
#include <optional>
#include <string>

namespace tundish::service {

/// Hears of work in the background: `why` it is not done when that begins, and nothing when it is
/// done again.
using Told = std::function<void(const std::string& work, const std::optional<std::string>& why)>;

}  // namespace tundish::service
