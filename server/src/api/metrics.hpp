#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace tundish::api {

class Routes;

/// Counts answers, for Prometheus. Counting is a few additions, on any thread.
class Metrics {
 public:
  Metrics();

  /// The number of a request that no route took.
  static constexpr std::size_t kNoRoute = static_cast<std::size_t>(-1);
  void count(std::size_t route, int status, std::chrono::steady_clock::duration took);
  /// A request that came too often.
  void count_limited() { limited_.fetch_add(1, std::memory_order_relaxed); }

  /// In Prometheus' text format.
  std::string text(const Routes& routes) const;

 private:
  static constexpr std::size_t kMostRoutes = 512;
  static constexpr std::array<std::int64_t, 8> kBoundsMicroseconds = {
      1'000, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000};
  using Number = std::atomic<std::uint64_t>;
  struct Counts {
    std::array<Number, 6> by_class{};  ///< of the status: 1xx at 1, …
    std::array<Number, kBoundsMicroseconds.size() + 1> by_time{};
    Number microseconds{0};
  };
  using Table = std::array<Counts, kMostRoutes>;

  std::unique_ptr<Table> counts_;  ///< the last one is for no route
  Number limited_{0};
};

}  // namespace tundish::api
