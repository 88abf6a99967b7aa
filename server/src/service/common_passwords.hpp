#pragma once

#include <string_view>

namespace tundish::service {

/// Whether a password, in lower case, is one of those that are tried first: a known one, one
/// character again and again, or a run such as `abcdefgh` and `98765432`.
bool is_common_password(std::string_view lower);

}  // namespace tundish::service
