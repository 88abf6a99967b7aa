#pragma once

#include <optional>
#include <vector>

#include "api/route.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "store/counts.hpp"

namespace tundish::api {

/// `from`, `to`, `release`, `language` and `channel`: what is asked of all statistics.
extern const std::vector<QueryParameter> kSpanParameters;

/// Reads those, and of one funnel `experiment` and `variant` too. The refusal of what the request
/// asks for, or nothing when `query` now says it.
std::optional<http::Response> read_span(const http::Request& request, store::CounterQuery& query);

/// 422.
http::Response invalid_query(const char* sentence);

}  // namespace tundish::api
