#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "http/client_address.hpp"
#include "http/framer.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace tundish::http {

/// How long the server waits for the other side. What takes longer is cut.
struct Patience {
  using Time = std::chrono::milliseconds;

  Time idle{10'000};        ///< between two requests, and before the first
  Time proxy_idle{75'000};  ///< the same for a trusted proxy, which keeps connections in stock
  Time head{10'000};        ///< from a request's first byte to the end of its head
  Time body{30'000};        ///< for a body, and
  std::size_t body_bytes_per_second = 10 * 1024;    ///< the slowest that may come besides
  Time stall{10'000};                               ///< an answer of which nothing more is taken
  Time answer{30'000};                              ///< for an answer, and
  std::size_t answer_bytes_per_second = 10 * 1024;  ///< the slowest that may leave besides
  Time drain{2'000};   ///< for the other side to close after the last answer
  Time stop{10'000};   ///< for what is under way when the server stops
  Time stuck{10'000};  ///< how long a handler may take before the watchdog tells
};

/// What the server holds at most for all connections together. What would be more is refused.
struct Memory {
  std::size_t bodies = 64 * 1024 * 1024;   ///< of large requests that are still coming
  std::size_t answers = 64 * 1024 * 1024;  ///< that wait for a slow reader, shared texts apart
};

/// Told of a request whose handler takes too long, once per request.
using StuckLog = std::function<void(const Request&, std::chrono::milliseconds)>;

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: a free one
  std::size_t workers = 16;   ///< at most 255
  /// Each may need two descriptors while an answer waits for its reader.
  std::size_t connections = 4096;
  std::size_t connections_per_address = 512;  ///< trusted proxies are not counted
  std::vector<Network> trusted_proxies;       ///< whose `X-Forwarded-For` counts
  FramerLimits limits;
  Patience patience;
  Memory memory;
  StuckLog stuck_log;  ///< none: nobody is told
};

/// Answers one request; called from many threads at once.
using Answer = std::function<Response(const Request&)>;
/// Told of every request that failed within us, with what was thrown.
using FailureLog = std::function<void(const Request&, const std::string& what)>;

}  // namespace tundish::http
