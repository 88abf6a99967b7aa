// What cards say of texts that the canvas has no letters for.
#include <gtest/gtest.h>

#include "board/figure.hpp"
#include "studio/table.hpp"

namespace tundish::studio::board {
namespace {

std::string label_of_text(const std::string& text) {
  const Json definition{
      {"tundish", 1},
      {"layers",
       {{{"id", "a"},
         {"type", "start"},
         {"components", {{{"id", "hello"}, {"type", "message"}, {"text", text}}}}}}}};
  return figure_of(definition, "en").cards.at(0).rows.at(0).label;
}

TEST(Labels, EmojiAreLeftOutWithWhatJoinsThem) {
  EXPECT_EQ(label_of_text("\U0001F389 Thank you"), "Thank you");
  EXPECT_EQ(
      label_of_text("Roof \u2600\uFE0F and \U0001F468\u200D\U0001F469\u200D\U0001F467 \u2b50"),
      "Roof and");
  EXPECT_EQ(label_of_text("\U0001F1EB\U0001F1F7 Fran\u00e7ais"), "Fran\u00e7ais");
}

TEST(Labels, WhatHasLettersIsAsItIsWritten) {
  for (const char* text :
       {"\u00bfQu\u00e9? \u2013 \u20ac 5", "\u0395\u03bb\u03bb\u03ac\u03b4\u03b1",
        "\u0420\u0443\u0441\u0441\u043a\u0438\u0439", "Ti\u1ebfng Vi\u1ec7t \u2192"})
    EXPECT_EQ(label_of_text(text), text);
}

TEST(Labels, AnotherScriptIsNamedInsteadOfAskedAbout) {
  for (const char* text : {"\u4f60\u597d", "\u0627\u0644\u0633\u0624\u0627\u0644",
                           "\u05e9\u05dc\u05d5\u05dd", "\u0939\u093f\u0928\u094d\u0926\u0940",
                           "\ud55c\uad6d\uc5b4 ok", "\u3042", "\U0001F389", "\U00020000"})
    EXPECT_EQ(label_of_text(text), "hello") << text;
}

TEST(Labels, WhatNoFileHasIsDrawnAsNothing) {
  Table table(Json::parse(R"({"tundish": 1, "layers": [], "x_studio": {"notes": [
    {"id": "n", "kind": "note", "text": "a", "x": 0, "y": 0}]}})"));
  ImFont& font = *table.board.fonts().find(painter::Weight::regular, 13);
  EXPECT_EQ(font.FallbackChar, static_cast<ImWchar>(' '));
}

}  // namespace
}  // namespace tundish::studio::board
