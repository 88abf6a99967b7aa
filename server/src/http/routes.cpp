#include "http/routes.hpp"

#include <algorithm>
#include <optional>

#include "http/problem.hpp"

namespace tundish::http {
namespace {

using Segments = std::vector<std::string_view>;

Segments split(std::string_view path) {
  constexpr std::size_t kUsualDepth = 8;
  Segments segments;
  segments.reserve(kUsualDepth);
  if (!path.empty() && path.front() == '/') path.remove_prefix(1);
  while (true) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_name(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool takes_rest(std::string_view segment) {
  return is_name(segment) && segment[segment.size() - 2] == '*';
}

/// The name in `{name}` or `{name*}`.
std::string name_of(std::string_view segment) {
  return std::string(segment.substr(1, segment.size() - (takes_rest(segment) ? 3 : 2)));
}

/// Whether a path may belong to a pattern, without its parameters being decoded.
bool fits(const std::vector<std::string>& pattern, const Segments& path) {
  const bool is_open = takes_rest(pattern.back());
  if (is_open ? path.size() < pattern.size() : path.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_name(pattern[i]) && pattern[i] != path[i]) return false;
  }
  return true;
}

/// The parameters of a path that fits; nothing when one of them is empty or malformed.
std::optional<Parameters> parameters_of(const std::vector<std::string>& pattern,
                                        const Segments& path) {
  Parameters found;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_name(pattern[i])) continue;
    std::string_view text = path[i];
    if (takes_rest(pattern[i])) {  // all segments lie in one text
      const char* end = path.back().data() + path.back().size();
      text = std::string_view(text.data(), static_cast<std::size_t>(end - text.data()));
    }
    std::optional<std::string> value = percent_decoded(text);
    if (!value || value->empty()) return std::nullopt;
    found.push_back(Parameter{name_of(pattern[i]), std::move(*value)});
  }
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

void Routes::add(Method method, std::string_view pattern, Handler handler, BodyLimit limit) {
  const Segments segments = split(pattern);
  routes_.push_back(Route{method, {segments.begin(), segments.end()}, std::move(handler), limit});
}

std::size_t Routes::body_limit(Method method, std::string_view path) const {
  const Segments segments = split(path);
  for (const Route& route : routes_) {
    if (route.method == method && fits(route.segments, segments)) return route.limit.bytes;
  }
  return BodyLimit{}.bytes;
}

std::vector<Routes::Address> Routes::addresses() const {
  std::vector<Address> all;
  for (const Route& route : routes_) {
    std::string pattern;
    for (const std::string& segment : route.segments) pattern += '/' + segment;
    const auto known = std::find_if(
        all.begin(), all.end(), [&](const Address& address) { return address.pattern == pattern; });
    if (known == all.end()) {
      all.push_back(Address{std::move(pattern), {route.method}});
    } else {
      known->methods.push_back(route.method);
    }
  }
  return all;
}

Response Routes::answer(const Request& request) const {
  const Segments path = split(request.path);
  const Method wanted = request.method == Method::head ? Method::get : request.method;
  std::vector<Method> known;
  for (const Route& route : routes_) {
    if (!fits(route.segments, path)) continue;
    const std::optional<Parameters> parameters = parameters_of(route.segments, path);
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
