#pragma once

#include <cstdint>

namespace tundish::service {

/// So many of so many.
struct Proportion {
  std::int64_t part = 0;
  std::int64_t whole = 0;
};

struct Interval {
  double low = 0;
  double high = 0;
};

/// Beyond that many standard deviations lies `chance`, both sides together: 1.96 for 0.05.
double deviations_of(double chance);

/// Where a rate lies, by Wilson's score. `whole` is not 0.
Interval wilson_interval(const Proportion& of, double deviations);
/// Where the second rate less the first lies, by Newcombe's hybrid score. Neither `whole` is 0.
Interval newcombe_interval(const Proportion& first, const Proportion& second, double deviations);

/// How likely rates lie at least so far apart when there is no difference: the pooled z test of two
/// proportions, both sides. 1 when all or none of them do it. Neither `whole` is 0.
double chance_of_difference(const Proportion& first, const Proportion& second);

/// Whether the test means anything: with the pooled rate at least ten of each would do it, and ten
/// would not.
bool is_enough(const Proportion& first, const Proportion& second);

}  // namespace tundish::service
