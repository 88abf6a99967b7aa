#include "api/request_limits.hpp"

#include <algorithm>
#include <string>

#include "http/problem.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kAddresses = 65536;
constexpr std::size_t kSessions = 65536;
constexpr std::size_t kCallers = 4096;

service::Rate rate_of(std::int64_t per_minute) {
  return service::Rate{per_minute, std::max<std::int64_t>(per_minute / 3, 1)};
}

std::optional<http::Response> judged(std::int64_t wait_ms) {
  if (wait_ms == 0) return std::nullopt;
  return too_often(wait_ms);
}

}  // namespace

RequestLimits::RequestLimits(const RequestRates& rates)
    : by_address_(rate_of(rates.per_address), kAddresses),
      by_session_(rate_of(rates.per_session), kSessions),
      by_caller_(rate_of(rates.per_token), kCallers) {}

std::optional<http::Response> RequestLimits::check_address(std::string_view address,
                                                           std::int64_t now_ms) {
  return judged(by_address_.take(address, now_ms));
}

std::optional<http::Response> RequestLimits::check_session(std::string_view session,
                                                           std::int64_t now_ms) {
  return judged(by_session_.take(session, now_ms));
}

std::optional<http::Response> RequestLimits::check_caller(std::string_view id,
                                                          std::int64_t now_ms) {
  return judged(by_caller_.take(id, now_ms));
}

http::Response too_often(std::int64_t wait_ms) {
  http::Response response = http::problem_response(
      429, "too_often", "Too many requests: wait as long as `retry-after` says.");
  http::set_header(response, "retry-after", std::to_string(wait_ms / 1000 + 1));
  return response;
}

}  // namespace tundish::api
