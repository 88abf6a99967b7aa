#include <algorithm>
#include <memory>

#include "api/context.hpp"
#include "api/openapi.hpp"
#include "http/conditional.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::string_view kStart = "/api/v1/";

struct Address {
  std::string_view pattern;
  Value methods;
};

/// The addresses of the API in the table's order.
std::vector<Address> addresses(const Routes& routes) {
  std::vector<Address> all;
  for (const Route& route : routes.all()) {
    if (route.pattern.substr(0, kStart.size()) != kStart || route.pattern == kStart) continue;
    auto known = std::find_if(all.begin(), all.end(), [&](const Address& address) {
      return address.pattern == route.pattern;
    });
    if (known == all.end()) known = all.insert(all.end(), Address{route.pattern, Value()});
    known->methods.push(std::string(http::to_text(route.method)));
  }
  return all;
}

/// `href` is an address, `template` one whose `{names}` are to be filled in.
std::string index_text(const Routes& routes) {
  Value resources{Value::List{}};
  for (const Address& address : addresses(routes)) {
    const bool is_address = address.pattern.find('{') == address.pattern.npos;
    Value resource{Value::Object{}};
    resource.set(is_address ? "href" : "template", address.pattern);
    resource.set("methods", address.methods);
    resources.push(std::move(resource));
  }
  Value body{Value::Object{}};
  body.set("resources", std::move(resources));
  return to_json(body);
}

/// What the handlers say; written when the table is whole.
struct Texts {
  std::string index;
  std::string openapi;
  std::string openapi_etag;
};

}  // namespace

void add_index(Routes& routes) {
  const auto texts = std::make_shared<Texts>();
  const auto index = [texts](Context&, const Call&) {
    return http::json_response(200, http::Body::borrowed(texts->index));
  };
  for (const char* address : {"/api/v1", "/api/v1/"}) {
    routes.add({.method = http::Method::get,
                .pattern = address,
                .access = Access::open,
                .tag = "system",
                .summary = "The addresses of this API",
                .answers = {{200, "Index"}},
                .handler = index});
  }
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/openapi.json",
              .access = Access::open,
              .tag = "system",
              .summary = "This API as an OpenAPI 3.1 document",
              .answers = {{200, "OpenApi"}},
              .handler = [texts](Context&, const Call& call) {
                http::Response response =
                    http::json_response(200, http::Body::borrowed(texts->openapi));
                http::set_header(response, "etag", texts->openapi_etag);
                http::set_header(response, "cache-control", "no-cache");
                return http::conditional_response(call.request, std::move(response));
              }});
  texts->index = index_text(routes);
  texts->openapi = openapi_text(routes);
  texts->openapi_etag = '"' + sha256_hex(texts->openapi).substr(0, 32) + '"';
}

}  // namespace tundish::api
