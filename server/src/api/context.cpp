#include "api/context.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "http/problem.hpp"
#include "store/funnels.hpp"
#include "store/records.hpp"

namespace tundish::api {

service::Actor actor_of(const Context& context, const Call& call) {
  return service::Actor{std::string(to_text(call.caller.kind)), call.caller.id, call.request.id,
                        context.audit_lane, context.now_ms()};
}

http::Response invalid_body(const Diagnostics& faults) {
  http::Problem problem;
  problem.status = 422;
  problem.code = "invalid";
  problem.detail = "The body is not valid; `problems` says where and why.";
  problem.problems = faults;
  return http::problem_response(problem);
}

bool has_funnel(Context& context, std::string_view slug) {
  bool is_there = false;
  context.store.read([&](store::Reader& reader) {
    is_there = store::find<store::Funnel>(reader, slug).has_value();
  });
  return is_there;
}

http::Response unknown_funnel(const std::string& slug) {
  // An address may hold any byte; a JSON text may not.
  const bool is_plain = std::all_of(slug.begin(), slug.end(),
                                    [](char letter) { return letter >= ' ' && letter <= '~'; });
  return http::problem_response(
      404, "unknown_funnel",
      "There is no funnel of " + (is_plain ? "the slug `" + slug + "`." : "that slug."));
}

http::Response changed_meanwhile() {
  return http::problem_response(412, "changed_meanwhile",
                                "It was changed meanwhile: look at it and try again.");
}

http::Response too_large(std::size_t limit) {
  return http::problem_response(413, "too_large",
                                "The body is larger than " + std::to_string(limit) + " bytes.");
}

std::string utc_text(std::int64_t at_ms) {
  const std::time_t seconds = static_cast<std::time_t>(at_ms / 1000);
  std::tm date{};
  ::gmtime_r(&seconds, &date);
  char day[32];
  const std::size_t size = std::strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &date);
  char fraction[8];
  std::snprintf(fraction, sizeof fraction, ".%03dZ", static_cast<int>(at_ms % 1000));
  return std::string(day, size) + fraction;
}

}  // namespace tundish::api
