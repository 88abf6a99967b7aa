#pragma once

#include "api/routes.hpp"

namespace tundish::api {

/// The routes that say how long sessions are kept.
void add_retention(Routes& routes);

}  // namespace tundish::api
