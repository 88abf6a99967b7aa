#include "support/big_natural.hpp"

#include <algorithm>

namespace tundish {

BigNatural::BigNatural(std::uint64_t number) {
  for (; number != 0; number >>= 32) words_.push_back(static_cast<std::uint32_t>(number));
}

void BigNatural::trim() {
  while (!words_.empty() && words_.back() == 0) words_.pop_back();
}

void BigNatural::multiply(std::uint32_t factor) {
  std::uint64_t carry = 0;
  for (std::uint32_t& word : words_) {
    carry += static_cast<std::uint64_t>(word) * factor;
    word = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
  if (carry != 0) words_.push_back(static_cast<std::uint32_t>(carry));
  trim();
}

void BigNatural::add(std::uint32_t summand) {
  std::uint64_t carry = summand;
  for (std::size_t at = 0; carry != 0; ++at) {
    if (at == words_.size()) words_.push_back(0);
    carry += words_[at];
    words_[at] = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
}

void BigNatural::multiply_power_of_ten(int exponent) {
  for (; exponent >= 9; exponent -= 9) multiply(1'000'000'000);
  for (; exponent > 0; --exponent) multiply(10);
}

void BigNatural::shift_left(int bits) {
  if (words_.empty() || bits == 0) return;
  const int rest = bits % 32;
  if (rest != 0) {
    std::uint32_t carry = 0;
    for (std::uint32_t& word : words_) {
      const std::uint32_t high = word >> (32 - rest);
      word = (word << rest) | carry;
      carry = high;
    }
    if (carry != 0) words_.push_back(carry);
  }
  words_.insert(words_.begin(), static_cast<std::size_t>(bits / 32), 0);
}

void BigNatural::subtract(const BigNatural& other) {
  std::uint64_t borrow = 0;
  for (std::size_t at = 0; at < words_.size(); ++at) {
    const std::uint64_t taken = (at < other.words_.size() ? other.words_[at] : 0) + borrow;
    borrow = words_[at] < taken ? 1 : 0;
    words_[at] = static_cast<std::uint32_t>(words_[at] - taken);
  }
  trim();
}

BigNatural BigNatural::plus(const BigNatural& other) const {
  BigNatural sum = *this;
  sum.words_.resize(std::max(words_.size(), other.words_.size()) + 1, 0);
  std::uint64_t carry = 0;
  for (std::size_t at = 0; at < sum.words_.size(); ++at) {
    carry += sum.words_[at];
    if (at < other.words_.size()) carry += other.words_[at];
    sum.words_[at] = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
  sum.trim();
  return sum;
}

int BigNatural::bit_length() const {
  if (words_.empty()) return 0;
  int bits = static_cast<int>(words_.size() - 1) * 32;
  for (std::uint32_t top = words_.back(); top != 0; top >>= 1) ++bits;
  return bits;
}

int BigNatural::compare(const BigNatural& other) const {
  if (words_.size() != other.words_.size()) return words_.size() < other.words_.size() ? -1 : 1;
  for (std::size_t at = words_.size(); at-- > 0;) {
    if (words_[at] != other.words_[at]) return words_[at] < other.words_[at] ? -1 : 1;
  }
  return 0;
}

}  // namespace tundish
