#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/body.hpp"
#include "http/request.hpp"

namespace tundish::http {

struct Response {
  int status = 200;
  std::vector<Header> headers;
  Body body;
  /// When it is there, it gives the answer instead. It may wait: a worker calls it when it has
  /// begun with everything else that came, so that many requests wait together. The request lives
  /// on.
  std::function<Response()> rest = nullptr;
  /// When it is there, it calls back, on any thread, as soon as `rest` no longer waits; the worker
  /// goes on with others until then.
  std::function<void(std::function<void()> tell)> when_ready = nullptr;
};

/// Answers that keep more than this in memory do not leave: what is larger is served in pages, by
/// range, or from a file.
inline constexpr std::size_t kMaxResponseBytes = 8 * 1024 * 1024;

Response json_response(int status, Body body);
/// Sets a header, replacing one of the same name (lower case).
void set_header(Response& response, std::string_view name, std::string_view value);

enum class Connection { keep_alive, close };

/// The head for the wire, its empty line included. A header that holds a control character is left
/// out whole, so that no value can forge another header; `request_id` is named when it is not
/// empty.
std::string head_text(const Response& response, Connection connection,
                      std::string_view request_id = {});
/// The body for the wire: none for HEAD and where HTTP forbids one.
Body wire_body(Response&& response, Method method);
/// `404` → `Not Found`.
std::string_view reason_phrase(int status);

}  // namespace tundish::http
