#pragma once

#include <string>
#include <string_view>

namespace tundish::service {

/// The text as `content-encoding: gzip` wants it; empty when that is not smaller.
std::string gzip(std::string_view text);

}  // namespace tundish::service
