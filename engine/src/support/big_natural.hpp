#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tundish {

/// A natural number of any size: as much arithmetic as exact conversion between doubles and
/// decimal digits needs.
class BigNatural {
 public:
  explicit BigNatural(std::uint64_t number = 0);

  void multiply(std::uint32_t factor);
  void add(std::uint32_t summand);
  void multiply_power_of_ten(int exponent);
  void shift_left(int bits);
  /// Subtracts; `other` is not greater.
  void subtract(const BigNatural& other);
  BigNatural plus(const BigNatural& other) const;

  bool is_zero() const { return words_.empty(); }
  int bit_length() const;
  /// Negative, zero or positive like `*this - other`.
  int compare(const BigNatural& other) const;

 private:
  void trim();

  std::vector<std::uint32_t> words_;  // least significant first, no zero at the top
};

}  // namespace tundish
