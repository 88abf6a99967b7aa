#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace tundish::http {

/// What the `{names}` of a pattern stood for in a path, decoded.
struct Parameter {
  std::string name;
  std::string value;
};
using Parameters = std::vector<Parameter>;
/// The value of that name; empty when the pattern has none.
const std::string& parameter(const Parameters& parameters, std::string_view name);

using Handler = std::function<Response(const Request&, const Parameters&)>;

/// How large a body a route takes; what it does not say is small.
struct BodyLimit {
  std::size_t bytes = 16 * 1024;
};

/// A table of method and path pattern. `/funnels/{slug}` takes one segment, `{path*}` as the last
/// one takes all that follow. The first pattern added that fits is taken.
class Routes {
 public:
  void add(Method method, std::string_view pattern, Handler handler, BodyLimit limit = {});

  struct Address {
    std::string pattern;
    std::vector<Method> methods;
  };
  /// Everything that was added, in that order.
  std::vector<Address> addresses() const;

  /// The handler's answer; 404 for an unknown path, 405 with `Allow` for an unknown method of a
  /// known one. HEAD is served by GET, OPTIONS by the list of methods.
  Response answer(const Request& request) const;
  /// How large a body may be that is sent there: judged before it is read.
  std::size_t body_limit(Method method, std::string_view path) const;

 private:
  struct Route {
    Method method;
    std::vector<std::string> segments;
    Handler handler;
    BodyLimit limit;
  };

  std::vector<Route> routes_;
};

}  // namespace tundish::http
