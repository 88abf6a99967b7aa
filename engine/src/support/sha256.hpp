#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tundish {

extern const std::uint32_t kSha256Rounds[64];
/// Adds a block of 64 bytes to the eight words, on any processor.
void take_sha256_block(std::uint32_t* hash, const unsigned char* block);

/// SHA-256 (FIPS 180-4) over bytes that come in pieces. Browsers give none on plain http, so the
/// engine brings its own.
class Sha256 {
 public:
  Sha256& add(std::string_view bytes);
  /// Ends the message; 64 lower-case hex digits. The object is used up.
  std::string hex();

 private:
  void take_block(const unsigned char* block);
  void pad();

  std::array<std::uint32_t, 8> hash_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> block_{};
  std::size_t filled_ = 0;
  std::uint64_t total_bytes_ = 0;
};

}  // namespace tundish
