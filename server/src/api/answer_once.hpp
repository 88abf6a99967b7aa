#pragma once

#include "api/context.hpp"
#include "api/route.hpp"

namespace tundish::api {

/// The handler's answer to a request with an `Idempotency-Key`, or the answer that the same request
/// got before: what a POST does happens once, however often it is sent. 409 while it is being
/// answered, 422 when the key was used for another request.
http::Response answer_once(Context& context, const Route& route, const Call& call);

/// Whether requests of a route can ask for that.
bool may_be_answered_once(const Route& route);
/// Whether a request asks for that.
bool is_to_be_answered_once(const Route& route, const http::Request& request);

}  // namespace tundish::api
