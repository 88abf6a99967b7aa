#pragma once

#include <cstdint>
#include <string>

#include "unit/splitmix.hpp"

namespace tundish::sim {

/// The only source of chance in a world: the same seed makes the same world.
class Random : public testing::SplitMix {
 public:
  using SplitMix::SplitMix;

  /// From 0 to below `bound`, which is above 0.
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
  }
  /// Both ends included.
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  bool per_mille(int chance) { return below(1000) < chance; }
  /// In [0, 1).
  double fraction() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

  /// 16 lower-case hex digits for every 8 bytes.
  std::string hex(int digits) {
    static const char* const kDigits = "0123456789abcdef";
    std::string text;
    std::uint64_t bits = 0;
    for (int i = 0; i < digits; ++i) {
      if (i % 16 == 0) bits = next();
      text += kDigits[bits & 15U];
      bits >>= 4;
    }
    return text;
  }
};

}  // namespace tundish::sim
