#include "http/routes.hpp"

#include <algorithm>
#include <optional>

#include "http/problem.hpp"

namespace tundish::http {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  if (!path.empty() && path.front() == '/') path.remove_prefix(1);
  while (true) {
    const std::size_t slash = path.find('/');
    segments.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_name(const std::string& segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool takes_rest(const std::string& segment) {
  return is_name(segment) && segment[segment.size() - 2] == '*';
}

std::optional<Parameters> match(const std::vector<std::string>& pattern,
                                const std::vector<std::string>& path) {
  Parameters found;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (i >= path.size()) return std::nullopt;
    if (takes_rest(pattern[i])) {
      std::string rest;
      for (std::size_t k = i; k < path.size(); ++k) rest += (k == i ? "" : "/") + path[k];
      const std::optional<std::string> value = percent_decoded(rest);
      if (!value || value->empty()) return std::nullopt;
      found.push_back(Parameter{pattern[i].substr(1, pattern[i].size() - 3), *value});
      return found;
    }
    if (is_name(pattern[i])) {
      const std::optional<std::string> value = percent_decoded(path[i]);
      if (!value || value->empty()) return std::nullopt;
      found.push_back(Parameter{pattern[i].substr(1, pattern[i].size() - 2), *value});
    } else if (pattern[i] != path[i]) {
      return std::nullopt;
    }
  }
  if (pattern.size() != path.size()) return std::nullopt;
  return found;
}

std::string allow_list(std::vector<Method> methods) {
  if (std::find(methods.begin(), methods.end(), Method::get) != methods.end()) {
    methods.push_back(Method::head);
  }
  methods.push_back(Method::options);
  std::sort(methods.begin(), methods.end());
  methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
  std::string list;
  for (const Method method : methods) {
    if (!list.empty()) list += ", ";
    list += to_text(method);
  }
  return list;
}

}  // namespace

const std::string& parameter(const Parameters& parameters, std::string_view name) {
  static const std::string kNone;
  for (const Parameter& candidate : parameters) {
    if (candidate.name == name) return candidate.value;
  }
  return kNone;
}

void Routes::add(Method method, std::string_view pattern, Handler handler) {
  routes_.push_back(Route{method, split(pattern), std::move(handler)});
}

Response Routes::answer(const Request& request) const {
  const std::vector<std::string> path = split(request.path);
  const Method wanted = request.method == Method::head ? Method::get : request.method;
  std::vector<Method> known;
  for (const Route& route : routes_) {
    const std::optional<Parameters> parameters = match(route.segments, path);
    if (!parameters) continue;
    if (route.method == wanted) return route.handler(request, *parameters);
    known.push_back(route.method);
  }
  if (known.empty()) {
    return problem_response(404, "not_found", "There is nothing at this address.");
  }
  Response response;
  if (request.method == Method::options) {
    response.status = 204;
  } else {
    response = problem_response(
        405, "method_not_allowed",
        "This address does not take " + std::string(to_text(request.method)) + " requests.");
  }
  set_header(response, "allow", allow_list(known));
  return response;
}

}  // namespace tundish::http
