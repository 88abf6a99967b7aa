#include <gtest/gtest.h>

#include <string>

#include "support/pointer.hpp"
#include "support/utf8.hpp"

namespace tundish {
namespace {

TEST(Utf8, KnowsWhatIsValid) {
  EXPECT_TRUE(utf8::is_valid("aé日😀\xf4\x8f\xbf\xbf"));
  EXPECT_EQ(utf8::find_invalid("aé\x80"), 3u);
  for (const char* text :
       {"\x80", "\xc0\xaf", "\xc1\x81", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf0\x80\x80\xaf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xe2\x82", "\xc3"}) {
    EXPECT_EQ(utf8::find_invalid(text), 0u);
  }
}

TEST(Utf8, EveryCodePointReadsBack) {
  for (char32_t code = 0; code <= 0x10ffff; ++code) {
    std::string text;
    utf8::append(text, code);
    const utf8::CodePoint point = utf8::decode(text, 0);
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    ASSERT_EQ(point.size, surrogate ? 0 : text.size()) << static_cast<unsigned>(code);
    ASSERT_TRUE(surrogate || point.code == code);
  }
}

TEST(Utf8, CountsTrimsAndFolds) {
  EXPECT_EQ(utf8::count_code_points("aé日😀"), 4u);
  EXPECT_EQ(utf8::trim("\xe3\x80\x80 \t\n a b\xc2\xa0\xe2\x80\xa9"), "a b");
  EXPECT_EQ(utf8::trim(" \xc2\xa0 "), "");
  EXPECT_EQ(utf8::trim("é"), "é");
  EXPECT_EQ(utf8::fold_case("SÍ ÑÆØ×ß ŁŹŽŸ ΆΣΟΣς ДЁЇЏҐӁ ƯƠẠ ԱՖ 日 İ"),
            "sí ñæø×ß łźžÿ άσοσσ дёїџґӂ ươạ աֆ 日 İ");
  EXPECT_EQ(utf8::fold_case("\xff"
                            "A"),
            "\xff"
            "a");
}

TEST(Utf8, TurnsDigitsOfEveryScriptAndWideSigns) {
  EXPECT_EQ(utf8::ascii_signs("٠١٢٩ ۴ ०९ ５ 𝟗 x7 ½ Ⅳ"), "0129 4 09 5 9 x7 ½ Ⅳ");
  EXPECT_EQ(utf8::ascii_signs("２０：３０　Ａｂ～／！、。"), "20:30 Ab~/!、。");
}

TEST(Pointer, EscapesItsTokens) {
  EXPECT_EQ(child_pointer("", "a/b~c"), "/a~1b~0c");
  EXPECT_EQ(child_pointer("/a", 12), "/a/12");
  EXPECT_EQ(pointer_tokens("/a~1b~0c//0"), (std::vector<std::string>{"a/b~c", "", "0"}));
  EXPECT_EQ(pointer_tokens("/~01~"), (std::vector<std::string>{"~1~"}));
  EXPECT_TRUE(pointer_tokens("").empty());
  EXPECT_EQ(pointer_index("0"), 0u);
  EXPECT_EQ(pointer_index("120"), 120u);
  for (const char* token : {"", "01", "-", "1x", "9999999999"}) {
    EXPECT_EQ(pointer_index(token), std::nullopt) << token;
  }
}

}  // namespace
}  // namespace tundish
