#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/request.hpp"

namespace tundish::api {

/// How the studio's cookie is written for whoever asks. On plain http to this very machine browsers
/// keep no `Secure` cookie; everywhere else it is one that no other site or subdomain can set.
class StudioCookie {
 public:
  explicit StudioCookie(const http::Request& request);

  /// The token in the request's cookie; empty without one.
  const std::string& token() const { return token_; }
  /// Values of `Set-Cookie`: one that lets in, one that takes the cookie back.
  std::string letting_in(std::string_view token) const;
  std::string taken_back() const;

 private:
  std::string written(std::string_view value, std::string_view seconds) const;

  bool is_local_;
  std::string token_;
};

/// Why a page of another site may have sent a request that changes something; nothing when only
/// pages of ours can have. `media_type`: of its body, none that a form can send.
std::optional<std::string> find_cross_site_fault(const http::Request& request,
                                                 std::string_view media_type = "application/json");

}  // namespace tundish::api
