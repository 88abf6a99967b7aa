#pragma once

#include "api/context.hpp"

namespace tundish::api {

/// Every resource under `/api/v1`, `/healthz` and `/readyz`, the pages and the player's files.
void add_api(Routes& routes);

/// The routes' answer, with what every answer of this server carries: on the contact API and on the
/// player's files, permission for every origin to read them; a failed database becomes 503; and
/// nothing is cached that was not made for it.
http::Response answer(const Routes& routes, const http::Request& request);

}  // namespace tundish::api
