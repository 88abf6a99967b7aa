#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "api/metrics.hpp"
#include "api/route.hpp"

namespace tundish::api {

/// The table of all routes.
class Routes {
 public:
  /// `context` is what handlers work with; it must outlive the table.
  explicit Routes(Context& context);

  /// Throws `std::logic_error` when there is one of that method and pattern.
  void add(Route route);
  /// In the order in which they were added.
  const std::vector<Route>& all() const { return routes_; }

  /// What the route's handler answers. 404 for an unknown path, 405 with `Allow` for an unknown
  /// method of a known one, 401 or 403 for a caller who may not. HEAD is served by GET, OPTIONS by
  /// the list of methods.
  http::Response answer(const http::Request& request) const { return route(request).response; }
  /// The same, and which route it was, by its place in the table.
  struct Routed {
    http::Response response;
    std::size_t route = Metrics::kNoRoute;
  };
  Routed route(const http::Request& request) const;
  Context& context() const { return *context_; }
  /// How large a body may be that is sent there: judged before it is read.
  std::size_t body_limit(http::Method method, std::string_view path) const;

 private:
  http::Response answer(const Route& route, const http::Request& request,
                        const http::Segments& path) const;

  Context* context_;  // a pointer, so that tables can be replaced
  std::vector<Route> routes_;
  http::PathTree tree_;
};

}  // namespace tundish::api
