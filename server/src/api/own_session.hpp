#pragma once

#include <optional>

#include "api/route.hpp"
#include "http/response.hpp"
#include "store/rows.hpp"

namespace tundish::api {

/// The session that the path names, for whoever has its secret; or what everybody else is told.
struct OwnSession {
  std::optional<http::Response> refusal;
  store::Session row;
};
OwnSession find_own_session(Context& context, const Call& call);

http::Response secret_missing();
http::Response unknown_session();
http::Response not_its_secret();

}  // namespace tundish::api
