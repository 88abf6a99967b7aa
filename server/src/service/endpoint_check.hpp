#pragma once

#include "service/endpoints.hpp"

namespace tundish::service {

/// Everything that is wrong with a wish, whatever is kept already.
Diagnostics check_endpoint(const EndpointWish& wish, const Outgoing& outgoing);

/// One thing that is wrong.
Diagnostic fault_at(std::string code, std::string pointer, std::string sentence);

}  // namespace tundish::service
