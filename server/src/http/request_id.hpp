#pragma once

#include <string>

namespace tundish::http {

/// 16 hex digits that no other request of this process has: a random start, then counted.
std::string new_request_id();

}  // namespace tundish::http
