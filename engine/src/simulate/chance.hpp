#pragma once

#include <cstddef>
#include <cstdint>

namespace tundish {

/// How often something happens: so many of 2^53 lots.
class Odds {
 public:
  constexpr explicit Odds(double chance) {
    constexpr double kLots = 9007199254740992.0;
    const double lots = chance * kLots;
    lots_ = lots > 0 ? static_cast<std::uint64_t>(lots < kLots ? lots : kLots) : 0;
  }
  constexpr std::uint64_t lots() const { return lots_; }

 private:
  std::uint64_t lots_ = 0;
};

/// SplitMix64: the same seed gives the same lots in every build.
class Chance {
 public:
  /// Of one session of many.
  Chance(std::uint64_t seed, std::uint64_t number) : state_(seed) { state_ = next() ^ number; }

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }
  /// One of the numbers from 0 to below the bound, which is not 0 and fits 32 bits.
  std::size_t below(std::size_t bound) {
    return static_cast<std::size_t>(((next() >> 32) * static_cast<std::uint64_t>(bound)) >> 32);
  }
  /// Draws no lot for what never happens.
  bool happens(Odds odds) { return odds.lots() > 0 && (next() >> 11) < odds.lots(); }
  double share() { return static_cast<double>(next() >> 11) * (1.0 / 9007199254740992.0); }

 private:
  std::uint64_t state_;
};

}  // namespace tundish
