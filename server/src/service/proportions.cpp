#include "service/proportions.hpp"

#include <algorithm>
#include <cmath>

namespace tundish::service {
namespace {

constexpr double kLeastExpected = 10;
constexpr double kMostDeviations = 40;
constexpr int kHalvings = 200;

double rate(const Proportion& of) {
  return static_cast<double>(of.part) / static_cast<double>(of.whole);
}

double pooled_rate(const Proportion& first, const Proportion& second) {
  return rate(Proportion{first.part + second.part, first.whole + second.whole});
}

double chance_beyond(double deviations) { return std::erfc(deviations / std::sqrt(2.0)); }

}  // namespace

double deviations_of(double chance) {
  double low = 0;
  double high = kMostDeviations;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (chance_beyond(middle) > chance ? low : high) = middle;
  }
  return low;
}

Interval wilson_interval(const Proportion& of, double deviations) {
  const auto whole = static_cast<double>(of.whole);
  const double share = rate(of);
  const double square = deviations * deviations;
  const double around =
      deviations * std::sqrt(share * (1 - share) / whole + square / (4 * whole * whole));
  const double middle = share + square / (2 * whole);
  const double all = 1 + square / whole;
  // At the ends it is 0 and 1 but for the last digits.
  const double low = of.part == 0 ? 0 : (middle - around) / all;
  const double high = of.part == of.whole ? 1 : (middle + around) / all;
  return {std::max(0.0, low), std::min(1.0, high)};
}

Interval newcombe_interval(const Proportion& first, const Proportion& second, double deviations) {
  const Interval of_first = wilson_interval(first, deviations);
  const Interval of_second = wilson_interval(second, deviations);
  const double difference = rate(second) - rate(first);
  const double below = std::hypot(rate(second) - of_second.low, of_first.high - rate(first));
  const double above = std::hypot(of_second.high - rate(second), rate(first) - of_first.low);
  return {difference - below, difference + above};
}

double chance_of_difference(const Proportion& first, const Proportion& second) {
  const double pooled = pooled_rate(first, second);
  const double variance =
      pooled * (1 - pooled) *
      (1 / static_cast<double>(first.whole) + 1 / static_cast<double>(second.whole));
  if (variance <= 0) return 1;
  return chance_beyond(std::abs(rate(second) - rate(first)) / std::sqrt(variance));
}

bool is_enough(const Proportion& first, const Proportion& second) {
  if (first.whole == 0 || second.whole == 0) return false;
  const double pooled = pooled_rate(first, second);
  const auto least = static_cast<double>(std::min(first.whole, second.whole));
  return least * std::min(pooled, 1 - pooled) >= kLeastExpected;
}

}  // namespace tundish::service
