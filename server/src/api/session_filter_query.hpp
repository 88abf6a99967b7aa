#pragma once

#include <optional>
#include <vector>

#include "api/context.hpp"
#include "service/session_filter.hpp"

namespace tundish::api {

class BodyReader;

/// What the query may say of which sessions are meant.
extern const std::vector<QueryParameter> kSessionFilterParameters;
service::SessionFilter read_filter(const http::Request& request);
/// The same of a body's members of these names.
service::SessionFilter read_filter(BodyReader& reader);
/// The refusal of a filter that names what there cannot be.
std::optional<http::Response> check_filter(Context& context, const service::SessionFilter& filter);

}  // namespace tundish::api
