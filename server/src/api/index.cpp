#include "api/context.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::string_view kStart = "/api/v1/";

/// `href` is an address, `template` one whose `{names}` are to be filled in.
Value resource_value(const http::Routes::Address& address) {
  const bool is_address = address.pattern.find('{') == std::string::npos;
  Value methods{Value::List{}};
  for (const http::Method method : address.methods) methods.push(std::string(to_text(method)));
  Value resource{Value::Object{}};
  resource.set(is_address ? "href" : "template", address.pattern);
  resource.set("methods", std::move(methods));
  return resource;
}

}  // namespace

void add_index(http::Routes& routes) {
  Value resources{Value::List{}};
  for (const http::Routes::Address& address : routes.addresses()) {
    if (address.pattern.compare(0, kStart.size(), kStart) == 0) {
      resources.push(resource_value(address));
    }
  }
  Value body{Value::Object{}};
  body.set("resources", std::move(resources));
  const std::string text = to_json(body);
  for (const char* address : {"/api/v1", "/api/v1/"}) {
    routes.add(http::Method::get, address, [text](const http::Request&, const http::Parameters&) {
      return http::json_response(200, text);
    });
  }
}

}  // namespace tundish::api
