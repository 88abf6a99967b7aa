#pragma once

#include <optional>

#include "api/context.hpp"
#include "api/route.hpp"

namespace tundish::api {

/// Who asks; or why the route is not for them: 401 without valid credentials, 403 with those of
/// somebody who may not.
struct Admission {
  service::Caller caller;
  std::optional<http::Response> refusal;
};

/// Whether a request may use a route. Nothing else in the user API asks who somebody is.
Admission admit(Context& context, const Route& route, const http::Request& request);

/// Whether somebody of that role and with those scopes may use the route.
bool may_use(const service::Caller& caller, const Route& route);

}  // namespace tundish::api
