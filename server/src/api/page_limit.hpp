#pragma once

#include <optional>
#include <vector>

#include "api/route.hpp"
#include "http/request.hpp"

namespace tundish::api {

/// What every list takes.
extern const std::vector<QueryParameter> kPageParameters;

/// How many rows a list's page may hold: `limit` of the query, 50 when it is left out, and nothing
/// when it is not between 1 and 200.
std::optional<int> page_limit(const http::Request& request);

}  // namespace tundish::api
