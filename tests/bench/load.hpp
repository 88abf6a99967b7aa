#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tundish::bench {

struct LoadOptions {
  std::uint16_t port = 0;
  int connections = 64;
  std::chrono::milliseconds warm{500};      ///< answered but not counted
  std::chrono::milliseconds measure{2000};  ///< ends earlier when there are no more requests
};

/// The next request's bytes, complete; empty when there are none left.
using NextRequest = std::function<std::string_view()>;

struct LoadReport {
  double seconds = 0;                     ///< that were measured
  std::vector<std::uint32_t> latency_us;  ///< of each answer in that time, ascending
  std::size_t sent = 0;                   ///< in all, the warm time included
  std::size_t bytes = 0;                  ///< of the last answer's body
};

/// Keeps every connection busy with one request at a time, from one thread. Returns when all that
/// were sent are answered. Ends the program at the first answer that is not 200: figures of a
/// server that refuses would mean nothing.
LoadReport run_load(const LoadOptions& options, const NextRequest& next);

/// A connected socket that does not block.
int connect_to(std::uint16_t port);

}  // namespace tundish::bench
