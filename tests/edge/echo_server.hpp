#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/pistache_adapter.hpp"

namespace tundish::edge {

/// A server on a free port of 127.0.0.1 whose loopback clients are not counted by address.
http::ServerOptions loopback_options();

/// `GET /a?b` → `GET /a?b ` and the body: what was asked comes back.
http::Response echo(const http::Request& request);

/// A started server that notes what it would have logged.
class EchoServer {
 public:
  explicit EchoServer(http::ServerOptions options = loopback_options(), http::Answer answer = echo);

  http::Server& operator*() { return server_; }
  http::Server* operator->() { return &server_; }
  std::uint16_t port() const { return server_.port(); }
  std::vector<std::string> failures() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> failures_;
  http::Server server_;
};

/// True when the condition comes true within some seconds.
template <typename Condition>
bool eventually(const Condition& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace tundish::edge
