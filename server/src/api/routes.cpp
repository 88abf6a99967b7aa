#include "api/routes.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "api/answer_once.hpp"
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

/// Of a session, or of whoever has a role; addresses are counted before.
std::optional<http::Response> check_rate(Context& context, const Route& route, const Call& call) {
  if (!context.request_limits || route.access == Access::open) return std::nullopt;
  if (route.access == Access::contact) {
    return context.request_limits->check_session(call.parameter("session"), context.now_ms());
  }
  return context.request_limits->check_caller(call.caller.id, context.now_ms());
}

/// An unknown word behind `?` is refused: a filter that is misspelt would answer another question.
/// Addresses that pages name, or visitors, are followed with whatever was put behind them.
std::optional<http::Response> check_query(const Route& route, const http::Request& request) {
  if (route.access == Access::open || route.access == Access::contact) return std::nullopt;
  for (const std::string& name : http::query_names(request)) {
    const auto is_name = [&name](const QueryParameter& one) { return one.name == name; };
    if (std::any_of(route.query.begin(), route.query.end(), is_name)) continue;
    http::Problem problem;
    problem.status = 422;
    problem.code = "unknown_parameter";
    problem.detail = "This address has no parameter `" + name.substr(0, 100) + "`.";
    return http::problem_response(problem);
  }
  return std::nullopt;
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

Routes::Routed Routes::route(const http::Request& request) const {
  const http::Segments path = http::split_path(request.path);
  const http::Method wanted =
      request.method == http::Method::head ? http::Method::get : request.method;
  const http::PathTree::Found found = tree_.find(wanted, path);
  if (found.route) return {answer(routes_[*found.route], request, path), *found.route};
  if (found.methods.empty()) return {nothing_there()};
  return {other_method(request, found.methods)};
}

http::Response Routes::answer(const Route& route, const http::Request& request,
                              const http::Segments& path) const {
  const std::optional<http::Parameters> parameters = http::parameters_of(route.pattern, path);
  if (!parameters) return nothing_there();
  const Admission admission = admit(*context_, route, request);
  if (admission.refusal) return *admission.refusal;
  const Call call{request, *parameters, admission.caller};
  if (std::optional<http::Response> refusal = check_rate(*context_, route, call)) {
    return std::move(*refusal);
  }
  if (route.if_match == IfMatch::required && !http::find_header(request, "if-match")) {
    return http::problem_response(428, "if_match_missing",
                                  "Say by `If-Match` which version you change: its `ETag`.");
  }
  if (std::optional<http::Response> refusal = check_query(route, request)) {
    return std::move(*refusal);
  }
  return is_to_be_answered_once(route, request) ? answer_once(*context_, route, call)
                                                : route.handler(*context_, call);
}

}  // namespace tundish::api
