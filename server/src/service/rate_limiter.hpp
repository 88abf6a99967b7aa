#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace tundish::service {

/// So many at once, and so many a minute in the long run. 0 a minute: no limit.
struct Rate {
  std::int64_t per_minute = 0;
  std::int64_t burst = 0;
};

/// Counts what names do, in token buckets of bounded memory: where there are more names than room,
/// those that have been quiet for longest are forgotten.
class RateLimiter {
 public:
  /// `names` is how many it remembers, about.
  RateLimiter(Rate rate, std::size_t names);

  /// Takes one; gives 0, or how many milliseconds the name has to wait for the next.
  std::int64_t take(std::string_view name, std::int64_t now_ms);
  /// Gives one back that was taken and not used.
  void give_back(std::string_view name);

 private:
  /// The first way of a set that has the name's number. Level in thousandths of one.
  struct Bucket {
    std::uint64_t name = 0;
    std::int64_t level = 0;
    std::int64_t at_ms = 0;
  };
  static constexpr std::size_t kWays = 4;
  static constexpr std::size_t kLocks = 16;
  using Set = std::array<Bucket, kWays>;

  Bucket* find(Set& set, std::uint64_t number) const;

  const Rate rate_;
  const std::uint64_t seed_;
  std::vector<Set> sets_;
  std::array<std::mutex, kLocks> locks_;
};

}  // namespace tundish::service
