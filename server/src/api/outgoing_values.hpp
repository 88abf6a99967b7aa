#pragma once

#include <string>

#include "tundish/value.hpp"

namespace tundish::api {

/// What was wrong with a request of ours to another server, as `why`; with a `sentence` where an
/// option of this server decides. Nothing when `why` is empty.
void set_why(Value& value, const std::string& why);

}  // namespace tundish::api
