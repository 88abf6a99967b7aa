#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/response.hpp"
#include "service/rate_limiter.hpp"

namespace tundish::api {

/// How often whoever may ask, a minute; 0: as often as they like. Twenty times as many may come at
/// once as may come in a second.
struct RequestRates {
  std::int64_t per_address = 0;
  std::int64_t per_session = 0;
  std::int64_t per_token = 0;  ///< or user
};

/// Keeps single clients from asking too often. Behind a trusted proxy an address is the client's.
class RequestLimits {
 public:
  explicit RequestLimits(const RequestRates& rates);

  // 429 with `Retry-After` for whoever has to wait; nothing for whoever may go on.
  std::optional<http::Response> check_address(std::string_view address, std::int64_t now_ms);
  std::optional<http::Response> check_session(std::string_view session, std::int64_t now_ms);
  std::optional<http::Response> check_caller(std::string_view id, std::int64_t now_ms);

 private:
  service::RateLimiter by_address_;
  service::RateLimiter by_session_;
  service::RateLimiter by_caller_;
};

/// 429, with how long to wait.
http::Response too_often(std::int64_t wait_ms);

}  // namespace tundish::api
