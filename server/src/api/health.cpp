#include "api/context.hpp"
#include "store/operations.hpp"
#include "store/records.hpp"

namespace tundish::api {
namespace {

http::Response alive(Context&, const Call&) {
  return http::json_response(200, R"({"status":"alive"})");
}

/// Ready: the database answers too. When it took no more, it is tried whether it does again.
http::Response ready(Context& context, const Call&) {
  context.store.read([](store::Reader& reader) { reader.generation(); });
  if (context.outage->is_out()) {
    const std::int64_t now_ms = context.now_ms();
    context.store.write([&](store::Writer& writer) {
      store::put(writer, store::Lease{"readiness", context.audit_lane, now_ms});
    });
    context.outage->works();
  }
  return http::json_response(200, R"({"status":"ready"})");
}

/// For those who run the server: nothing in it is about single visitors.
http::Response metrics(Context& context, const Routes& routes) {
  http::Response response;
  response.body = context.metrics.text(routes) +
                  "# HELP tundish_store_failures_total Requests that failed for the store's sake.\n"
                  "# TYPE tundish_store_failures_total counter\n"
                  "tundish_store_failures_total " +
                  std::to_string(context.outage->failures()) + '\n';
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
