#pragma once

#include <string_view>

namespace tundish::json {

/// Whether a number is a whole one that its canonical text would write with more digits than a
/// double tells apart; `token` is how it is written.
inline bool is_out_of_range(double number, std::string_view token) {
  constexpr double kMaxWhole = 9007199254740991.0;  // 2^53 - 1
  constexpr double kFirstExponent = 1e21;           // from here on canonical text has an exponent
  const double size = number < 0 ? -number : number;
  if (size <= kMaxWhole) return false;
  return size < kFirstExponent || token.find_first_of(".eE") == std::string_view::npos;
}

}  // namespace tundish::json
