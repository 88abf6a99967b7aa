#pragma once

#include <string>

#include "api/routes.hpp"

namespace tundish::api {

/// The OpenAPI 3.1 document of a table: every route of it and nothing else.
std::string openapi_text(const Routes& routes);

}  // namespace tundish::api
