#include "api/context.hpp"

namespace tundish::api {

void add_health(http::Routes& routes, Context& context) {
  // Alive: the process answers. Ready: its database does too.
  routes.add(http::Method::get, "/healthz", [](const http::Request&, const http::Parameters&) {
    return http::json_response(200, R"({"status":"alive"})");
  });
  routes.add(http::Method::get, "/readyz",
             [&context](const http::Request&, const http::Parameters&) {
               context.store.read([](store::Reader& reader) { reader.generation(); });
               return http::json_response(200, R"({"status":"ready"})");
             });
}

}  // namespace tundish::api
