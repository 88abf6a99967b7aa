#include "support/decimal.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

#include "unit/vector_file.hpp"

namespace tundish {
namespace {

double from_bits(std::uint64_t bits) {
  double number = 0;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

TEST(Decimal, TextsAreThoseOfTheVectors) {
  const Value entries = read_vectors("numbers.json");
  ASSERT_GE(entries.list().size(), 600u);
  for (const Value& entry : entries.list()) {
    const double number = from_bits(std::stoull(entry.find("bits")->text(), nullptr, 16));
    const std::string& text = entry.find("text")->text();
    EXPECT_EQ(decimal_text(number), text) << entry.find("bits")->text();
    EXPECT_EQ(parse_decimal(text), number) << text;
  }
}

TEST(Decimal, EveryDoubleReadsBack) {
  std::uint64_t bits = 0x9e3779b97f4a7c15;
  int finite = 0;
  for (int round = 0; round < 20000; ++round) {
    bits ^= bits << 13;
    bits ^= bits >> 7;
    bits ^= bits << 17;
    // Half of them subnormal or near the ends of the range of exponents.
    const double number = from_bits(round % 2 == 0 ? bits : bits & 0x801fffffffffffff);
    if (number - number != 0) continue;
    ++finite;
    const std::string text = decimal_text(number);
    EXPECT_EQ(parse_decimal(text), number) << text;
    EXPECT_LE(text.size(), 25u);
  }
  EXPECT_GT(finite, 19000);
}

TEST(Decimal, ReadsToTheNearestTiesToEven) {
  EXPECT_EQ(parse_decimal("9007199254740993"), 9007199254740992.0);
  EXPECT_EQ(parse_decimal("9007199254740995"), 9007199254740996.0);
  EXPECT_EQ(parse_decimal("9007199254740993." + std::string(900, '0') + "1"), 9007199254740994.0);
  EXPECT_EQ(parse_decimal("2.4703282292062327e-324"), 0.0);
  EXPECT_EQ(parse_decimal("2.4703282292062328e-324"), 5e-324);
  EXPECT_EQ(parse_decimal("2.2250738585072011e-308"), 2.225073858507201e-308);
  EXPECT_EQ(parse_decimal("1.7976931348623158e308"), 1.7976931348623157e308);
  EXPECT_EQ(parse_decimal("1.7976931348623159e308"), std::nullopt);
  EXPECT_EQ(parse_decimal("0." + std::string(2000, '0') + "1e2001"), 1.0);
  EXPECT_EQ(parse_decimal("1" + std::string(2000, '0') + "e-2000"), 1.0);
  EXPECT_EQ(parse_decimal("1e99999999999999999999"), std::nullopt);
  EXPECT_EQ(parse_decimal("-1e-99999999999999999999"), 0.0);
  EXPECT_EQ(parse_decimal("0e99999999999999999999"), 0.0);
}

TEST(Decimal, ReadsNumbersOfJsonOnly) {
  EXPECT_EQ(parse_decimal("-12.50e+2"), -1250.0);
  EXPECT_EQ(parse_decimal("0"), 0.0);
  EXPECT_EQ(parse_decimal("1E3"), 1000.0);
  for (const char* text : {"", "-", "+1", "01", "-01", ".5", "5.", "1e", "1e+", "1 ", " 1", "0x10",
                           "1,5", "1.5.2", "1e1.5", "Infinity", "NaN", "--1", "١"}) {
    EXPECT_EQ(parse_decimal(text), std::nullopt) << text;
  }
}

TEST(Decimal, FindsTheLengthOfANumber) {
  EXPECT_EQ(decimal_length("12]"), 2u);
  EXPECT_EQ(decimal_length("-0.50e-3,"), 8u);
  EXPECT_EQ(decimal_length("012"), 1u);
  EXPECT_EQ(decimal_length("1.x"), 1u);
  EXPECT_EQ(decimal_length("1e+"), 1u);
  EXPECT_EQ(decimal_length("-"), 0u);
  EXPECT_EQ(decimal_length(""), 0u);
}

}  // namespace
}  // namespace tundish
