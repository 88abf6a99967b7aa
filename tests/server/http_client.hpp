#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"

namespace tundish {

/// What came back. `status` 0: the connection ended without an answer.
struct ClientResponse {
  int status = 0;
  std::vector<http::Header> headers;  ///< names in lower case, as this server writes them
  std::string body;

  std::string header(std::string_view name) const;
};

/// A plain blocking client of one connection to 127.0.0.1, for tests: it also sends what no real
/// client would. Waits at most some seconds for anything.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  void send_raw(std::string_view bytes);
  /// The next answer; `method` HEAD has no body.
  ClientResponse receive(std::string_view method = "GET");
  /// True when the server has closed its side and nothing more is there to read.
  bool is_at_end();

  ClientResponse request(std::string_view method, std::string_view target,
                         std::string_view body = {}, std::string_view token = {},
                         const std::vector<http::Header>& headers = {});

 private:
  std::string take_until(std::string_view end);
  bool read_more();

  int descriptor_ = -1;
  std::string buffer_;
};

}  // namespace tundish
