#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"

namespace tundish::http {

struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
};

/// Answers above this size do not leave: a definition fits, and pages of a list are made to fit.
inline constexpr std::size_t kMaxResponseBytes = 2 * 1024 * 1024;

Response json_response(int status, std::string body);
/// Sets a header, replacing one of the same name (lower case).
void set_header(Response& response, std::string_view name, std::string_view value);

enum class Connection { keep_alive, close };

/// The bytes for the wire. The body is left out for HEAD and where HTTP forbids one; a header that
/// holds a control character is left out whole, so that no value can forge another header.
std::string wire_text(const Response& response, Method method, Connection connection);
/// `404` → `Not Found`.
std::string_view reason_phrase(int status);

}  // namespace tundish::http
