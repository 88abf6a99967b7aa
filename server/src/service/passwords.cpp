#include "service/passwords.hpp"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <stdexcept>

#include "service/common_passwords.hpp"
#include "service/secret.hpp"

namespace tundish::service {
namespace {

constexpr std::uint32_t kPasses = 2;
constexpr std::uint32_t kMemoryKib = 19 * 1024;
constexpr std::uint32_t kLanes = 1;
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kEncodedBytes = 256;
constexpr std::size_t kLeast = 8;
constexpr std::size_t kMost = 128;

std::atomic<std::int64_t> work{0};

/// In Unicode code points.
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  }));
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  return lower;
}

}  // namespace

std::string hash_password(const std::string& password) {
  work.fetch_add(1, std::memory_order_relaxed);
  const std::string salt = random_bytes(kSaltBytes);
  std::array<char, kEncodedBytes> encoded{};
  const int fault =
      argon2id_hash_encoded(kPasses, kMemoryKib, kLanes, password.data(), password.size(),
                            salt.data(), salt.size(), kHashBytes, encoded.data(), encoded.size());
  if (fault != ARGON2_OK) throw std::runtime_error(argon2_error_message(fault));
  return encoded.data();
}

bool is_password_of(const std::string& encoded, const std::string& password) {
  // What no password gives: made once, of random bytes.
  static const std::string kNobody = hash_password(random_bytes(kHashBytes));
  const std::string& judged = encoded.empty() ? kNobody : encoded;
  work.fetch_add(1, std::memory_order_relaxed);
  const int fault = argon2id_verify(judged.c_str(), password.data(), password.size());
  if (fault != ARGON2_OK && fault != ARGON2_VERIFY_MISMATCH) {
    throw std::runtime_error(argon2_error_message(fault));
  }
  return fault == ARGON2_OK && !encoded.empty();
}

std::optional<std::string> find_password_fault(std::string_view password, std::string_view email) {
  const std::size_t length = length_of(password);
  if (length < kLeast) return "A password has at least 8 characters.";
  if (length > kMost) return "A password has at most 128 characters.";
  const std::string lower = lower_case(password);
  if (lower == lower_case(email)) return "The password must not be the e-mail address.";
  if (is_common_password(lower)) return "This password is one that everybody tries first.";
  return std::nullopt;
}

std::int64_t password_work() { return work.load(std::memory_order_relaxed); }

}  // namespace tundish::service
