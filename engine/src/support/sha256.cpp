#include "support/sha256.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "support/sha256_x86.hpp"
#include "tundish/codec.hpp"

namespace tundish {

const std::uint32_t kSha256Rounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

namespace {

constexpr std::uint32_t rotate(std::uint32_t word, int by) {
  return (word >> by) | (word << (32 - by));
}

std::uint32_t big_endian(const unsigned char* bytes) {
  return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
         static_cast<std::uint32_t>(bytes[2]) << 8 | static_cast<std::uint32_t>(bytes[3]);
}

/// One round, without moving the words on. -Oz would call it.
[[gnu::always_inline]] inline void round(std::uint32_t a, std::uint32_t b, std::uint32_t c,
                                         std::uint32_t& d, std::uint32_t e, std::uint32_t f,
                                         std::uint32_t g, std::uint32_t& h, std::uint32_t word) {
  const std::uint32_t sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
  h += sum1 + (g ^ (e & (f ^ g))) + word;
  d += h;
  const std::uint32_t sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
  h += sum0 + ((a & b) | (c & (a | b)));
}

}  // namespace

void take_sha256_block(std::uint32_t* hash, const unsigned char* block) {
  std::uint32_t w[64];
  for (int t = 0; t < 16; ++t) w[t] = big_endian(block + 4 * t);
  for (int t = 16; t < 64; ++t) {
    const std::uint32_t s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3);
    const std::uint32_t s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10);
    w[t] = w[t - 16] + s0 + w[t - 7] + s1;
  }
  std::uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3];
  std::uint32_t e = hash[4], f = hash[5], g = hash[6], h = hash[7];
  // Four rounds at once: half of the moves from word to word need not be made.
  for (int t = 0; t < 64; t += 4) {
    round(a, b, c, d, e, f, g, h, kSha256Rounds[t] + w[t]);
    round(h, a, b, c, d, e, f, g, kSha256Rounds[t + 1] + w[t + 1]);
    round(g, h, a, b, c, d, e, f, kSha256Rounds[t + 2] + w[t + 2]);
    round(f, g, h, a, b, c, d, e, kSha256Rounds[t + 3] + w[t + 3]);
    std::swap(a, e);
    std::swap(b, f);
    std::swap(c, g);
    std::swap(d, h);
  }
  hash[0] += a;
  hash[1] += b;
  hash[2] += c;
  hash[3] += d;
  hash[4] += e;
  hash[5] += f;
  hash[6] += g;
  hash[7] += h;
}

void Sha256::take_block(const unsigned char* block) {
#ifdef __x86_64__
  has_sha_instructions() ? take_block_by_instructions(hash_.data(), block)
                         : take_sha256_block(hash_.data(), block);
#else
  take_sha256_block(hash_.data(), block);
#endif
}

Sha256& Sha256::add(std::string_view bytes) {
  total_bytes_ += bytes.size();
  while (!bytes.empty()) {
    if (filled_ == 0 && bytes.size() >= block_.size()) {
      take_block(reinterpret_cast<const unsigned char*>(bytes.data()));
      bytes.remove_prefix(block_.size());
      continue;
    }
    const std::size_t piece = std::min(bytes.size(), block_.size() - filled_);
    std::memcpy(block_.data() + filled_, bytes.data(), piece);
    filled_ += piece;
    bytes.remove_prefix(piece);
    if (filled_ == block_.size()) {
      take_block(block_.data());
      filled_ = 0;
    }
  }
  return *this;
}

void Sha256::pad() {
  const std::uint64_t bits = total_bytes_ * 8;
  block_[filled_++] = 0x80;
  if (filled_ > 56) {
    std::fill(block_.begin() + static_cast<std::ptrdiff_t>(filled_), block_.end(), '\0');
    take_block(block_.data());
    filled_ = 0;
  }
  std::fill(block_.begin() + static_cast<std::ptrdiff_t>(filled_), block_.end(), '\0');
  for (std::size_t byte = 0; byte < 8; ++byte) {
    block_[63 - byte] = static_cast<unsigned char>(bits >> (8 * byte));
  }
  take_block(block_.data());
}

std::string Sha256::hex() {
  pad();
  std::string text(64, '0');
  char* digit = text.data();
  for (const std::uint32_t word : hash_) {
    for (int shift = 28; shift >= 0; shift -= 4) {
      *digit++ = "0123456789abcdef"[(word >> shift) & 15];
    }
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) { return Sha256().add(bytes).hex(); }

}  // namespace tundish
