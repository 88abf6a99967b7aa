#include "api/own_session.hpp"

#include <utility>

#include "api/context.hpp"
#include "api/ingest_response.hpp"
#include "http/problem.hpp"
#include "service/ownership.hpp"
#include "service/removal.hpp"

namespace tundish::api {

http::Response secret_missing() {
  http::Response response = http::problem_response(
      401, "secret_missing", "Send `Authorization: Bearer <secret of the session>`.");
  http::set_header(response, "www-authenticate", "Bearer");
  return response;
}

http::Response unknown_session() {
  return http::problem_response(404, "unknown_session", "There is no such session here yet.");
}

http::Response not_its_secret() {
  return http::problem_response(403, "forbidden", "The secret is not that of this session.");
}

OwnSession find_own_session(Context& context, const Call& call) {
  const std::string_view secret = http::bearer_token(call.request);
  if (secret.empty()) return {secret_missing(), {}};
  std::optional<store::Session> session;
  context.store.read(
      [&](store::Reader& reader) { session = reader.find_session(call.parameter("session")); });
  if (!session) {
    if (service::is_removed(context.store, secret)) return {erased_response(), {}};
    return {unknown_session(), {}};
  }
  if (!service::owns_session(*session, secret)) return {not_its_secret(), {}};
  return {std::nullopt, std::move(*session)};
}

}  // namespace tundish::api
