#include "api/context.hpp"

namespace tundish::api {
namespace {

http::Response alive(Context&, const Call&) {
  return http::json_response(200, R"({"status":"alive"})");
}

/// Ready: the database answers too.
http::Response ready(Context& context, const Call&) {
  context.store.read([](store::Reader& reader) { reader.generation(); });
  return http::json_response(200, R"({"status":"ready"})");
}

/// For those who run the server: nothing in it is about single visitors.
http::Response metrics(Context& context, const Routes& routes) {
  http::Response response;
  response.body = context.metrics.text(routes);
  http::set_header(response, "content-type", "text/plain; version=0.0.4; charset=utf-8");
  return response;
}

}  // namespace

void add_health(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/healthz",
              .access = Access::open,
              .tag = "system",
              .summary = "Whether the process answers",
              .answers = {{200, "Status"}},
              .handler = alive});
  routes.add({.method = http::Method::get,
              .pattern = "/readyz",
              .access = Access::open,
              .tag = "system",
              .summary = "Whether the database answers too",
              .answers = {{200, "Status"}},
              .handler = ready});
  routes.add(
      {.method = http::Method::get,
       .pattern = "/metrics",
       .access = Access::open,
       .tag = "system",
       .summary = "What was counted since the start, for Prometheus",
       .answers = {{200, "", "text/plain"}},
       .handler = [&routes](Context& context, const Call&) { return metrics(context, routes); }});
}

}  // namespace tundish::api
