#include "api/authorisation.hpp"

#include <string>

#include "api/cookies.hpp"
#include "http/problem.hpp"
#include "service/studio_sessions.hpp"
#include "service/tokens.hpp"

namespace tundish::api {
namespace {

/// The least role that a route wants; nothing when it wants none.
std::optional<service::Role> wanted_role(Access access) {
  switch (access) {
    case Access::open:
    case Access::contact:
      break;
    case Access::viewer:
      return service::Role::viewer;
    case Access::master:
      return service::Role::master;
    case Access::super_admin:
      return service::Role::super_admin;
  }
  return std::nullopt;
}

Admission refused(http::Response response) { return Admission{{}, std::move(response)}; }

http::Response unauthorised(std::string_view code) {
  http::Response response = http::problem_response(
      401, std::string(code),
      "Send `Authorization: Bearer <API token>` with a token of this server, or log in.");
  http::set_header(response, "www-authenticate", "Bearer");
  return response;
}

bool is_read(const Route& route) { return route.method == http::Method::get; }

/// By a token, or else by the studio's cookie.
Admission identify(Context& context, const Route& route, const http::Request& request) {
  if (http::find_header(request, "authorization") != nullptr) {
    const std::string_view token = http::bearer_token(request);
    std::optional<service::Caller> caller =
        service::find_token_caller(context.store, token, context.now_ms());
    if (!caller) return refused(unauthorised(token.empty() ? "token_missing" : "token_unknown"));
    return Admission{std::move(*caller), std::nullopt};
  }
  const StudioCookie cookie(request);
  if (cookie.token().empty()) return refused(unauthorised("token_missing"));
  std::optional<service::Caller> caller =
      service::find_studio_caller(context.store, cookie.token(), context.now_ms());
  if (!caller) return refused(unauthorised("session_over"));
  if (!is_read(route)) {
    const std::string_view type = route.body_type.empty() ? "application/json" : route.body_type;
    if (const std::optional<std::string> fault = find_cross_site_fault(request, type)) {
      return refused(http::problem_response(403, "cross_site", *fault));
    }
  }
  return Admission{std::move(*caller), std::nullopt};
}

http::Response forbidden(const service::Caller& caller, const Route& route) {
  if (caller.role < *wanted_role(route.access)) {
    return http::problem_response(403, "role_missing",
                                  "This is for the role " + std::string(to_text(route.access)) +
                                      "; yours is " + std::string(to_text(caller.role)) + ".");
  }
  return http::problem_response(
      403, "scope_missing",
      "The token's scopes do not include this use of " + std::string(route.tag) + ".");
}

}  // namespace

bool may_use(const service::Caller& caller, const Route& route) {
  const std::optional<service::Role> wanted = wanted_role(route.access);
  if (!wanted) return true;
  if (caller.kind == service::CallerKind::nobody || caller.role < *wanted) return false;
  const service::Use use = is_read(route) ? service::Use::read : service::Use::write;
  return caller.kind != service::CallerKind::token || has_scope(caller, route.tag, use);
}

Admission admit(Context& context, const Route& route, const http::Request& request) {
  if (!wanted_role(route.access)) return {};
  Admission admission = identify(context, route, request);
  if (admission.refusal || may_use(admission.caller, route)) return admission;
  return refused(forbidden(admission.caller, route));
}

}  // namespace tundish::api
