#include "tundish/sms.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tundish {
namespace {

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

struct Case {
  std::string name, text;
  SmsSize size;
};

class Sms : public ::testing::TestWithParam<Case> {};

TEST_P(Sms, IsMeasured) {
  const SmsSize size = measure_sms(GetParam().text);
  EXPECT_EQ(to_text(size.encoding), to_text(GetParam().size.encoding));
  EXPECT_EQ(size.units, GetParam().size.units);
  EXPECT_EQ(size.segments, GetParam().size.segments);
}

constexpr SmsEncoding kGsm = SmsEncoding::gsm7;
constexpr SmsEncoding kWide = SmsEncoding::ucs2;

INSTANTIATE_TEST_SUITE_P(
    , Sms,
    ::testing::Values(
        Case{"nothing", "", {kGsm, 0, 0}}, Case{"one_full", times(160, "a"), {kGsm, 160, 1}},
        Case{"one_too_many", times(161, "a"), {kGsm, 161, 2}},
        Case{"two_full", times(306, "a"), {kGsm, 306, 2}},
        Case{"third", times(307, "a"), {kGsm, 307, 3}},
        Case{"escaped", times(80, "€"), {kGsm, 160, 1}},
        Case{"escaped_two", times(81, "€"), {kGsm, 162, 2}},
        Case{"no_escape_is_split", times(152, "a") + times(77, "€"), {kGsm, 306, 3}},
        Case{"all_escaped", "^{}\\[~]|€\f", {kGsm, 20, 1}},
        Case{"the_alphabet",
             "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà",
             {kGsm, 71, 1}},
        Case{"a_grave_alone", "`", {kWide, 1, 1}}, Case{"tab", "\t", {kWide, 1, 1}},
        Case{"cedilla", times(70, "ç"), {kWide, 70, 1}},
        Case{"cedilla_two", times(71, "ç"), {kWide, 71, 2}},
        Case{"pairs", times(35, "😀"), {kWide, 70, 1}},
        Case{"pairs_two", times(36, "😀"), {kWide, 72, 2}},
        Case{"pairs_fill", times(66, "😀"), {kWide, 132, 2}},
        Case{"no_pair_is_split", times(67, "😀"), {kWide, 134, 3}},
        Case{"one_stranger", times(159, "a") + "“", {kWide, 160, 3}}),
    [](const ::testing::TestParamInfo<Case>& one) { return one.param.name; });

}  // namespace
}  // namespace tundish
