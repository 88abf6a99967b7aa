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
}

}  // namespace tundish::api
