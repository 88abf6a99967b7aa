#include "http/request_id.hpp"

#include <atomic>
#include <cstdint>
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
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  std::uint64_t number = next.fetch_add(1, std::memory_order_relaxed);
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 4) {
    *digit = kDigits[number & 15];
  }
  return text;
}

}  // namespace tundish::http
