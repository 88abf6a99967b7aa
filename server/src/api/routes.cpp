#include "api/routes.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "api/authorisation.hpp"
#include "http/problem.hpp"

namespace tundish::api {
namespace {

http::Response nothing_there() {
  return http::problem_response(404, "not_found", "There is nothing at this address.");
}

std::string allow_list(std::vector<http::Method> methods) {
  if (std::find(methods.begin(), methods.end(), http::Method::get) != methods.end()) {
    methods.push_back(http::Method::head);
  }
  methods.push_back(http::Method::options);
  std::sort(methods.begin(), methods.end());
  methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
  std::string list;
  for (const http::Method method : methods) {
    if (!list.empty()) list += ", ";
    list += http::to_text(method);
  }
  return list;
}

/// To a method that the address does not take.
http::Response other_method(const http::Request& request,
                            const std::vector<http::Method>& methods) {
  http::Response response;
  if (request.method == http::Method::options) {
    response.status = 204;
  } else {
    response = http::problem_response(
        405, "method_not_allowed",
        "This address does not take " + std::string(http::to_text(request.method)) + " requests.");
  }
  http::set_header(response, "allow", allow_list(methods));
  return response;
}

}  // namespace

std::string_view to_text(Access access) {
  constexpr std::string_view kWords[] = {"open", "contact", "viewer", "master", "super_admin"};
  return kWords[static_cast<std::size_t>(access)];
}

Routes::Routes(Context& context) : context_(&context) {}

void Routes::add(Route route) {
  tree_.add(route.method, route.pattern);
  routes_.push_back(std::move(route));
}

std::size_t Routes::body_limit(http::Method method, std::string_view path) const {
  const http::PathTree::Found found = tree_.find(method, http::split_path(path));
  return found.route ? routes_[*found.route].limit.bytes : BodyLimit{}.bytes;
}

http::Response Routes::answer(const http::Request& request) const {
  const http::Segments path = http::split_path(request.path);
  const http::Method wanted =
      request.method == http::Method::head ? http::Method::get : request.method;
  const http::PathTree::Found found = tree_.find(wanted, path);
  if (!found.route) {
    return found.methods.empty() ? nothing_there() : other_method(request, found.methods);
  }
  const Route& route = routes_[*found.route];
  const std::optional<http::Parameters> parameters = http::parameters_of(route.pattern, path);
  if (!parameters) return nothing_there();
  const Admission admission = admit(*context_, route, request);
  if (admission.refusal) return *admission.refusal;
  return route.handler(*context_, Call{request, *parameters, admission.caller});
}

}  // namespace tundish::api
