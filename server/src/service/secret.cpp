#include "service/secret.hpp"

#include <sys/random.h>

#include <stdexcept>

namespace tundish::service {

std::string random_bytes(std::size_t count) {
  std::string random(count, '\0');
  std::size_t have = 0;
  while (have < count) {
    const ssize_t got = ::getrandom(random.data() + have, count - have, 0);
    if (got <= 0) throw std::runtime_error("the system gives no random bytes");
    have += static_cast<std::size_t>(got);
  }
  return random;
}

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char letter : bytes) {
    const unsigned char byte = static_cast<unsigned char>(letter);
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

std::string random_hex(std::size_t bytes) { return hex_of(random_bytes(bytes)); }

bool equal_in_constant_time(std::string_view left, std::string_view right) {
  unsigned difference = left.size() == right.size() ? 0 : 1;
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    difference |= static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]);
  }
  return difference == 0;
}

}  // namespace tundish::service
