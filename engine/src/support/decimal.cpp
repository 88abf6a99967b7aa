#include "support/decimal.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <utility>

#include "support/big_natural.hpp"

namespace tundish {

namespace {

constexpr int kMantissaBits = 52;
constexpr std::uint64_t kHidden = std::uint64_t{1} << kMantissaBits;
constexpr int kSmallestExponent = -1074;  // of the last bit of a subnormal
constexpr int kLargestExponent = 971;     // of the last bit of the greatest double

// Powers of ten that a double holds exactly.
constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Digits without leading or trailing zeros, and where the point stands: 0.ddd × 10^point.
struct Digits {
  std::string digits;
  int point = 0;
};

/// number = mantissa × 2^exponent
struct Binary {
  std::uint64_t mantissa = 0;
  int exponent = 0;
};

Binary split(double number) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  const int biased = static_cast<int>(bits >> kMantissaBits & 0x7ff);
  const std::uint64_t fraction = bits & (kHidden - 1);
  if (biased == 0) return {fraction, kSmallestExponent};
  return {fraction | kHidden, biased - 1 + kSmallestExponent};
}

/// mantissa × 2^exponent; the mantissa has at most 53 bits and fits the exponent.
double join(Binary binary) {
  std::uint64_t bits = binary.mantissa;
  if (binary.mantissa >= kHidden) {
    const auto biased = static_cast<std::uint64_t>(binary.exponent - kSmallestExponent + 1);
    bits = (binary.mantissa & (kHidden - 1)) | biased << kMantissaBits;
  }
  double number = 0;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

Digits digits_of(std::uint64_t number, int scale) {
  Digits found{std::to_string(number), 0};
  found.point = static_cast<int>(found.digits.size()) - scale;
  found.digits.erase(found.digits.find_last_not_of('0') + 1);
  return found;
}

/// Numbers that people write: few digits, small scale. While the product is below 2^50 its error is
/// under an eighth, so the nearest integer is the only candidate, and one exact division proves it.
std::optional<Digits> short_digits(double number) {
  constexpr double kLimit = 1125899906842624.0;  // 2^50
  for (int scale = 0; scale <= 22; ++scale) {
    const double product = number * kPowers[scale];
    if (product >= kLimit) return std::nullopt;
    const auto candidate = static_cast<std::uint64_t>(product + 0.5);
    if (candidate != 0 && static_cast<double>(candidate) / kPowers[scale] == number) {
      return digits_of(candidate, scale);
    }
  }
  return std::nullopt;
}

/// Free-format printing by exact arithmetic (Steele and White 1990, Burger and Dybvig 1996).
/// value = r/s; m_low and m_high are half the gaps to the neighbours, over the same s.
class ShortestDigits {
 public:
  explicit ShortestDigits(double number) {
    const Binary binary = split(number);
    even_ = binary.mantissa % 2 == 0;
    const bool narrow_below = binary.mantissa == kHidden && binary.exponent > kSmallestExponent;
    r_ = BigNatural(binary.mantissa);
    s_ = BigNatural(1);
    m_low_ = BigNatural(1);
    m_high_ = BigNatural(1);
    const int up = binary.exponent > 0 ? binary.exponent : 0;
    const int down = binary.exponent < 0 ? -binary.exponent : 0;
    r_.shift_left(up + 1 + (narrow_below ? 1 : 0));
    s_.shift_left(down + 1 + (narrow_below ? 1 : 0));
    m_low_.shift_left(up);
    m_high_.shift_left(up + (narrow_below ? 1 : 0));
    // A lower bound, close by, from log10(2) = 0.30103; `scale` raises it.
    const int bits = binary.exponent + BigNatural(binary.mantissa).bit_length() - 1;
    point_ = bits >= 0 ? bits * 1233 / 4096 : -(-bits * 1233 / 4096) - 1;
  }

  Digits generate() {
    scale();
    Digits found{{}, point_};
    while (true) {
      r_.multiply(10);
      m_low_.multiply(10);
      m_high_.multiply(10);
      char digit = '0';
      while (r_.compare(s_) >= 0) {
        r_.subtract(s_);
        ++digit;
      }
      const int below = r_.compare(m_low_);
      const int above = r_.plus(m_high_).compare(s_);
      const bool low = below < 0 || (below == 0 && even_);
      const bool high = above > 0 || (above == 0 && even_);
      if (low || high) {
        const int nearer = r_.plus(r_).compare(s_);
        const bool up = nearer > 0 || (nearer == 0 && (digit - '0') % 2 == 1);
        if (high && (!low || up)) ++digit;
        found.digits.push_back(digit);
        return found;
      }
      found.digits.push_back(digit);
    }
  }

 private:
  /// Brings r/s into [1/10, 1), taking the upper neighbour's half into account.
  void scale() {
    if (point_ >= 0) {
      s_.multiply_power_of_ten(point_);
    } else {
      r_.multiply_power_of_ten(-point_);
      m_low_.multiply_power_of_ten(-point_);
      m_high_.multiply_power_of_ten(-point_);
    }
    while (true) {
      const int above = r_.plus(m_high_).compare(s_);
      if (above < 0 || (above == 0 && !even_)) return;
      s_.multiply(10);
      ++point_;
    }
  }

  BigNatural r_, s_, m_low_, m_high_;
  bool even_ = false;
  int point_ = 0;
};

std::string lay_out(const Digits& found) {
  const int count = static_cast<int>(found.digits.size());
  const int point = found.point;
  const auto zeros = [](int many) { return std::string(static_cast<std::size_t>(many), '0'); };
  if (count <= point && point <= 21) return found.digits + zeros(point - count);
  if (0 < point && point <= 21) {
    const auto whole = static_cast<std::size_t>(point);
    return found.digits.substr(0, whole) + '.' + found.digits.substr(whole);
  }
  if (-6 < point && point <= 0) return "0." + zeros(-point) + found.digits;
  std::string text = found.digits.substr(0, 1);
  if (count > 1) text += '.' + found.digits.substr(1);
  text += point > 0 ? "e+" : "e-";
  return text + std::to_string(point > 0 ? point - 1 : 1 - point);
}

std::size_t count_digits(std::string_view text, std::size_t from) {
  std::size_t at = from;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at - from;
}

/// A number as it is written: its significant digits and the power of ten after the last one.
struct Written {
  std::string digits;  // no leading zero; empty: the number is 0
  std::int64_t exponent = 0;
  bool rest = false;  // digits that were cut off held something
};

// No more digits than this can matter: halfway points between doubles have at most 768.
constexpr std::size_t kMaxDigits = 800;

void take_digit(Written& number, char digit) {
  if (number.digits.empty() && digit == '0') return;
  if (number.digits.size() < kMaxDigits) {
    number.digits.push_back(digit);
  } else {
    number.rest = number.rest || digit != '0';
    ++number.exponent;
  }
}

Written read_written(std::string_view text) {
  Written number;
  std::size_t at = text[0] == '-' ? 1 : 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) take_digit(number, text[at]);
  if (at < text.size() && text[at] == '.') {
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      --number.exponent;
      take_digit(number, text[at]);
    }
  }
  if (at == text.size()) return number;
  ++at;  // e
  const bool negative = text[at] == '-';
  if (text[at] == '-' || text[at] == '+') ++at;
  std::int64_t exponent = 0;
  constexpr std::int64_t kHuge = 1'000'000'000;
  for (; at < text.size(); ++at) {
    if (exponent < kHuge) exponent = exponent * 10 + (text[at] - '0');
  }
  number.exponent += negative ? -exponent : exponent;
  return number;
}

/// The double nearest to numerator/denominator, ties to even; nothing when it is too large.
/// `rest` says that the true value is a little greater.
std::optional<double> divide(BigNatural numerator, BigNatural denominator, bool rest) {
  // quotient × 2^exponent with 54 or 55 bits; fewer when the number is subnormal.
  int exponent = numerator.bit_length() - denominator.bit_length() - 54;
  exponent = std::max(exponent, kSmallestExponent - 1);
  numerator.shift_left(exponent < 0 ? -exponent : 0);
  denominator.shift_left((exponent > 0 ? exponent : 0) + 55);
  std::uint64_t quotient = 0;
  for (int bit = 55; bit >= 0; --bit) {
    quotient <<= 1;
    if (numerator.compare(denominator) >= 0) {
      numerator.subtract(denominator);
      quotient |= 1;
    }
    numerator.shift_left(1);
  }
  const int drop = quotient >= kHidden << 2 ? 2 : 1;
  const std::uint64_t dropped = quotient & ((std::uint64_t{1} << drop) - 1);
  const std::uint64_t half = std::uint64_t{1} << (drop - 1);
  const bool above_half = dropped > half || (dropped == half && (rest || !numerator.is_zero()));
  Binary nearest{quotient >> drop, exponent + drop};
  if (above_half || (dropped == half && nearest.mantissa % 2 == 1)) ++nearest.mantissa;
  if (nearest.mantissa == kHidden << 1) nearest = {kHidden, nearest.exponent + 1};
  if (nearest.exponent > kLargestExponent) return std::nullopt;
  return join(nearest);
}

std::optional<double> to_double(const Written& number) {
  if (number.digits.empty()) return 0.0;
  const auto count = static_cast<std::int64_t>(number.digits.size());
  if (number.exponent + count > 310) return std::nullopt;
  if (number.exponent + count < -330) return 0.0;
  const int exponent = static_cast<int>(number.exponent);
  if (count <= 15 && exponent >= -22 && exponent <= 22) {
    // Both are exact doubles, so one operation rounds once.
    std::uint64_t whole = 0;
    for (const char digit : number.digits) whole = whole * 10 + static_cast<unsigned>(digit - '0');
    const auto exact = static_cast<double>(whole);
    return exponent < 0 ? exact / kPowers[-exponent] : exact * kPowers[exponent];
  }
  BigNatural numerator, denominator(1);
  for (const char digit : number.digits) {
    numerator.multiply(10);
    numerator.add(static_cast<std::uint32_t>(digit - '0'));
  }
  numerator.multiply_power_of_ten(exponent > 0 ? exponent : 0);
  denominator.multiply_power_of_ten(exponent < 0 ? -exponent : 0);
  return divide(std::move(numerator), std::move(denominator), number.rest);
}

}  // namespace

std::string decimal_text(double number) {
  assert(number - number == 0);
  if (number == 0) return "0";
  if (number < 0) return '-' + decimal_text(-number);
  if (const auto found = short_digits(number)) return lay_out(*found);
  return lay_out(ShortestDigits(number).generate());
}

std::optional<double> parse_decimal(std::string_view text) {
  if (text.empty() || decimal_length(text) != text.size()) return std::nullopt;
  const std::optional<double> size = to_double(read_written(text));
  if (!size) return std::nullopt;
  return text[0] == '-' ? -*size : *size;
}

std::size_t decimal_length(std::string_view text) {
  std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  const std::size_t whole = count_digits(text, at);
  if (whole == 0) return 0;
  at += text[at] == '0' ? 1 : whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = count_digits(text, at + 1);
    if (fraction == 0) return at;
    at += 1 + fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const bool sign = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-');
    const std::size_t from = at + (sign ? 2 : 1);
    const std::size_t digits = count_digits(text, from);
    if (digits != 0) at = from + digits;
  }
  return at;
}

}  // namespace tundish
