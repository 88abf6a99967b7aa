#include "http/request_id.hpp"

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <random>

namespace tundish::http {
namespace {

std::uint64_t random_start() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

}  // namespace

std::string new_request_id() {
  static std::atomic<std::uint64_t> next{random_start()};
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(next.fetch_add(1)));
  return text;
}

}  // namespace tundish::http
