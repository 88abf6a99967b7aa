#pragma once

#include <string_view>
#include <vector>

#include "service/session_files.hpp"
#include "tundish/value.hpp"

namespace tundish::api {

/// How much of a file is here: `missing`, `partial` or `kept`.
std::string_view state_of(const std::optional<store::Upload>& upload);

Value files_value(const std::vector<service::SessionFile>& files);

}  // namespace tundish::api
