#include "bench/nuisance.hpp"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <thread>
#include <vector>

#include "bench/load.hpp"

namespace tundish::bench {
namespace {

using namespace std::chrono_literals;

void say_ready() {
  std::puts("ready");
  std::fflush(stdout);
}

bool is_gone(ssize_t count) {
  return count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR;
}

/// False when the server has closed it. What came is looked at, not taken.
bool is_open(int descriptor) {
  char byte = 0;
  const ssize_t count = ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return count > 0 || (count < 0 && !is_gone(count));
}

}  // namespace

void stall(std::uint16_t port, const std::string& path) {
  constexpr std::size_t kRequests = 2000;
  const std::string request = "GET " + path + " HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";
  std::string owed;
  for (std::size_t i = 0; i < kRequests; ++i) owed += request;
  bool is_told = false;
  while (true) {
    const int descriptor = connect_to(port);
    std::string_view left = owed;
    while (true) {
      const ssize_t count = ::send(descriptor, left.data(), left.size(), MSG_NOSIGNAL);
      if (count > 0) left.remove_prefix(static_cast<std::size_t>(count));
      if (is_gone(count)) break;
      if (left.empty()) left = owed;
      if (!is_told) say_ready();
      is_told = true;
      std::this_thread::sleep_for(20ms);
    }
    ::close(descriptor);
  }
}

void drip(std::uint16_t port, std::size_t connections) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  constexpr std::string_view kRequest =
      "POST /api/v1/play/visits HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: "
      "aaaaaaaaaaaaaaaaaaaaaaaaa\r\n";
  struct Slow {
    int descriptor = -1;
    std::size_t sent = 0;
  };
  std::vector<Slow> all(connections);
  for (Slow& slow : all) slow.descriptor = connect_to(port);
  say_ready();
  while (true) {
    const auto began = std::chrono::steady_clock::now();
    for (Slow& slow : all) {
      if (!is_open(slow.descriptor)) {
        ::close(slow.descriptor);
        slow.descriptor = connect_to(port);
        slow.sent = 0;
      }
      const char byte = kRequest[slow.sent % kRequest.size()];
      if (::send(slow.descriptor, &byte, 1, MSG_NOSIGNAL) == 1) ++slow.sent;
    }
    std::this_thread::sleep_until(began + 1s);
  }
}

}  // namespace tundish::bench
