#include "api/api.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

#include "http/problem.hpp"

namespace tundish::api {
namespace {

bool is_for_other_origins(std::string_view path) {
  constexpr std::string_view kOpen[] = {"/api/v1/play/", "/player/"};
  for (const std::string_view start : kOpen) {
    if (path.substr(0, start.size()) == start) return true;
  }
  return false;
}

bool has_header(const http::Response& response, std::string_view name) {
  for (const http::Header& header : response.headers) {
    if (header.name == name) return true;
  }
  return false;
}

/// The funnel whose release that path asks for; empty: it is about none, or about no certain one.
std::string_view funnel_of(std::string_view path) {
  constexpr std::string_view kReleases = "/api/v1/play/releases/";
  if (path.substr(0, kReleases.size()) != kReleases) return {};
  path.remove_prefix(kReleases.size());
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
}

/// What the browser is told of the page that asks: it may read the answer, or nothing.
void allow_origin(http::Response& response, const http::Request& request,
                  const service::OriginRules::Allowed& allowed) {
  if (allowed.is_everybody) {
    return http::set_header(response, "access-control-allow-origin", "*");
  }
  // Compressed files vary by what the client takes besides.
  const bool varies = has_header(response, "vary");
  http::set_header(response, "vary", varies ? "accept-encoding, origin" : "origin");
  const std::string* origin = http::find_header(request, "origin");
  if (origin == nullptr || allowed.origins.count(*origin) == 0) return;
  http::set_header(response, "access-control-allow-origin", *origin);
}

void open_to_origins(Context& context, http::Response& response, const http::Request& request) {
  allow_origin(response, request,
               *context.origins->find(context.store, funnel_of(request.path), context.now_ms()));
  http::set_header(response, "cross-origin-resource-policy", "cross-origin");
  http::set_header(
      response, "access-control-expose-headers",
      "etag, tundish-release, content-language, retry-after, upload-offset, x-request-id");
  if (request.method != http::Method::options) return;
  http::set_header(response, "access-control-allow-methods", "GET, POST, PUT");
  http::set_header(response, "access-control-allow-headers",
                   "authorization, content-type, content-range, if-none-match, tundish-trap, "
                   "tundish-work");
  http::set_header(response, "access-control-max-age", "86400");
}

/// `handler`, whose answer says that something was written when `writes` and all went well.
http::Response attempt(Context& context, bool writes,
                       const std::function<http::Response()>& handler) {
  try {
    http::Response response = handler();
    if (writes && !response.rest && response.status < 300) context.outage->works();
    return response;
  } catch (const store::StoreError& error) {
    context.outage->failed(error.what());
    http::Response response = http::problem_response(
        503, "store_unavailable", "The database does not answer; try again in a moment.");
    http::set_header(response, "retry-after", "2");
    return response;
  }
}

constexpr std::string_view kNothingRuns = "default-src 'none'; frame-ancestors 'none'";

/// With what every answer of this server carries.
http::Response completed(Context& context, http::Response response, const http::Request& request) {
  http::set_header(response, "x-content-type-options", "nosniff");
  if (!has_header(response, "cache-control")) {
    http::set_header(response, "cache-control", "no-store");
  }
  if (!has_header(response, "content-security-policy")) {
    http::set_header(response, "content-security-policy", kNothingRuns);
  }
  if (!has_header(response, "referrer-policy")) {
    http::set_header(response, "referrer-policy", "no-referrer");
  }
  if (is_for_other_origins(request.path)) {
    open_to_origins(context, response, request);
  } else if (!has_header(response, "cross-origin-resource-policy")) {
    http::set_header(response, "cross-origin-resource-policy", "same-origin");
  }
  return response;
}

/// Whoever watches the server, also from the address of busy visitors, is always answered.
bool is_watched(std::string_view path) {
  return path == "/healthz" || path == "/readyz" || path == "/metrics";
}

/// What comes too often is not looked at further.
std::optional<http::Response> check_address(Context& context, const http::Request& request) {
  if (!context.request_limits || is_watched(request.path)) return std::nullopt;
  return context.request_limits->check_address(request.client, context.now_ms());
}

using Clock = std::chrono::steady_clock;

}  // namespace

void add_api(Routes& routes) {
  add_funnels(routes);
  add_imports(routes);
  add_kept_drafts(routes);
  add_templates(routes);
  add_parts(routes);
  add_publishings(routes);
  add_environments(routes);
  add_publishing_windows(routes);
  add_releases(routes);
  add_visits(routes);
  add_play_sessions(routes);
  add_play_proofs(routes);
  add_play_uploads(routes);
  add_sessions(routes);
  add_running_sessions(routes);
  add_contacts(routes);
  add_contact_export(routes);
  add_quarantine(routes);
  add_seeds(routes);
  add_session_log(routes);
  add_statistics(routes);
  add_statistics_file(routes);
  add_experiments(routes);
  add_entrance(routes);
  add_users(routes);
  add_tokens(routes);
  add_audit(routes);
  add_endpoints(routes);
  add_webhooks(routes);
  add_deliveries(routes);
  add_jobs(routes);
  add_exports(routes);
  add_retention(routes);
  add_origins(routes);
  add_inbox(routes);
  add_media(routes);
  add_health(routes);
  add_pages(routes);
  add_hosted(routes);
  add_gallery(routes);
  add_index(routes);
}

http::Response answer(const Routes& routes, const http::Request& request) {
  const Clock::time_point began = Clock::now();
  Context& context = routes.context();
  std::size_t route = Metrics::kNoRoute;
  const bool writes = request.method != http::Method::get && request.method != http::Method::head &&
                      request.method != http::Method::options;
  http::Response response = attempt(context, writes, [&] {
    if (std::optional<http::Response> refusal = check_address(context, request)) {
      return std::move(*refusal);
    }
    Routes::Routed routed = routes.route(request);
    route = routed.route;
    return std::move(routed.response);
  });
  const auto end = [&context, &request, route, began](http::Response last) {
    context.metrics.count(route, last.status, Clock::now() - began);
    if (last.status == 429) context.metrics.count_limited();
    return completed(context, std::move(last), request);
  };
  if (!response.rest) return end(std::move(response));
  response.rest = [rest = std::move(response.rest), end, &context, writes] {
    return end(attempt(context, writes, rest));
  };
  return response;
}

}  // namespace tundish::api
