#include "tundish/parse.hpp"

#include <gtest/gtest.h>

#include <string>

#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"
#include "tundish/release.hpp"

namespace tundish {
namespace {

/// A definition with these components on its start layer and these further properties.
std::string funnel_text(const std::string& components, const std::string& more = "") {
  return R"({"tundish":1,"slug":"s","title":"T","layers":[{"id":"a","type":"start","next":"b",)"
         R"("components":[)" +
         components + R"(]},{"id":"b","type":"result"}])" + (more.empty() ? "" : "," + more) + "}";
}

std::string repeated(std::size_t count, const std::string& item) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "" : ",") + item;
  return list;
}

/// The code and pointer of the first finding, or "none".
std::string first_finding(const std::string& text) {
  const Result<Funnel> funnel = parse_funnel(text);
  if (funnel) return "none";
  return funnel.error().front().code + " " + funnel.error().front().place.pointer;
}

TEST(Parse, LiftsInlineTextsIntoTheDefaultLanguage) {
  const auto funnel = parse_funnel(funnel_text(
      R"({"id":"m","type":"message","text":"Hi","title":"There"},)"
      R"({"id":"i","type":"input","input_type":"choice","slug":"i","label":"?","options":[{"value":"x","title":"X"}]})",
      R"("languages":["fr","en"],"default_language":"fr")"));
  ASSERT_TRUE(funnel);
  ASSERT_EQ((*funnel)->content.size(), 1u);
  const Content& content = (*funnel)->content.front();
  EXPECT_EQ(content.language, "fr");
  const std::vector<Text> texts{
      {"a.i.label", "?"}, {"a.i.options.x", "X"}, {"a.m.text", "Hi"}, {"a.m.title", "There"}};
  EXPECT_EQ(content.texts, texts);
}

TEST(Parse, LiftsRulesIntoValidations) {
  const std::string input = R"({"id":"n","type":"input","input_type":"numeric","slug":"n",)";
  const auto direct = parse_funnel(funnel_text(input + R"("min":1,"max":2.5})"));
  const auto inside = parse_funnel(funnel_text(input + R"("validations":{"min":1,"max":2.5}})"));
  ASSERT_TRUE(direct);
  ASSERT_TRUE(inside);
  EXPECT_EQ(*direct, *inside);
  const Input* read = (*direct)->layers[0].components[0].input();
  EXPECT_EQ(read->validations.min, 1);
  EXPECT_EQ(read->validations.max, 2.5);
}

TEST(Parse, ResolvesNamesToIndices) {
  const auto funnel = parse_funnel(
      R"({"tundish":1,"slug":"s","title":"T","config":{"fatalistic_layer":"f"},"layers":[)"
      R"({"id":"f","type":"fatalistic"},{"id":"r","type":"result"},)"
      R"({"id":"a","type":"start","on_error":"r","components":[{"id":"b","type":"button","kind":"jump","jumps":[{"target":"f"}],"target":"r"}]}]})");
  ASSERT_TRUE(funnel);
  EXPECT_EQ((*funnel)->config.start_layer, 2);
  EXPECT_EQ((*funnel)->config.fatalistic_layer, 0);
  EXPECT_EQ((*funnel)->layers[2].on_error, 1);
  const Button* button = (*funnel)->layers[2].components[0].button();
  EXPECT_EQ(button->navigation.jumps[0].target, 0);
  EXPECT_EQ(button->navigation.target, 1);
}

TEST(Parse, WritesDefaultsOutOfTheCanonicalForm) {
  const auto plain = parse_funnel(funnel_text(
      R"({"id":"i","type":"input","input_type":"text","slug":"i"},)"
      R"({"id":"c","type":"input","input_type":"choice","slug":"c","options":[{"value":"x"}]})"));
  const auto spelled_out = parse_funnel(funnel_text(
      R"({"id":"i","type":"input","input_type":"text","appearance":"short","slug":"i","mandatory":false,"validations":{"min_length":0},"label":""},)"
      R"({"id":"c","type":"input","input_type":"choice","appearance":"list","slug":"c","options":[{"value":"x","score":0,"keywords":[]}],"allow_other":false,"shuffle":false,"min_selected":0,"max_selected":1})",
      R"("channel":"web","channels":["web"],"languages":["en"],"default_language":"en","description":"","config":{"start_layer":"a","max_reasks":3,"abandon_after_minutes":1440,"theme":{}},"content":{"en":{}})"));
  ASSERT_TRUE(plain);
  ASSERT_TRUE(spelled_out);
  EXPECT_EQ(*plain, *spelled_out);
  EXPECT_EQ(to_json(*plain), to_json(*spelled_out));
  EXPECT_EQ(
      to_json(*plain),
      R"({"layers":[{"components":[{"id":"i","input_type":"text","slug":"i","type":"input"},)"
      R"({"id":"c","input_type":"choice","options":[{"value":"x"}],"slug":"c","type":"input"}],)"
      R"("id":"a","next":"b","type":"start"},{"id":"b","type":"result"}],"slug":"s","title":"T","tundish":1})");
}

TEST(Parse, KeepsTheLimits) {
  const std::string message = R"({"id":"m","type":"message"})";
  EXPECT_EQ(first_finding(funnel_text(repeated(201, message))), "too_many /layers/0/components");
  const std::string head = R"({"tundish":1,"slug":"s","title":"T","layers":[)";
  EXPECT_EQ(first_finding(head + repeated(2001, R"({"id":"a","type":"result"})") + "]}"),
            "too_many /layers");
  EXPECT_EQ(first_finding(head + "]}" + std::string(1024 * 1024, ' ')), "too_large ");
  EXPECT_EQ(first_finding(head + "],\"x_a\":[" + repeated(100'001, "1") + "]}"),
            "too_many_nodes /x_a/99994");
}

TEST(Parse, RefusesTextsThatOutgrowTheLimitsWhenTheyAreLifted) {
  const std::string id(64, 'i');
  std::string options;
  for (int i = 0; i < 1000; ++i) {
    options += (i == 0 ? "" : ",") + (R"({"title":"t","value":")" + std::to_string(i) + "\"}");
  }
  std::string layers;
  for (int i = 0; i < 12; ++i) {
    const std::string layer = std::string(61, 'l') + std::to_string(100 + i);
    layers += R"({"id":")" + layer + R"(","type":")" + (i == 0 ? "start" : "intermediate") +
              R"(","next":"end","components":[{"id":")" + id +
              R"(","type":"input","input_type":"choice","slug":"s","options":[)" + options +
              "]}]},";
  }
  const std::string text = R"({"tundish":1,"slug":"s","title":"T","layers":[)" + layers +
                           R"({"id":"end","type":"result"}]})";
  ASSERT_LT(text.size(), kMaxDefinitionBytes);
  EXPECT_EQ(first_finding(text), "too_large ");
}

TEST(Parse, ShowsTheFirstTwoHundredFindings) {
  const auto funnel =
      parse_funnel(funnel_text(repeated(199, R"({"id":"m","type":"wrong","x":1})")));
  ASSERT_FALSE(funnel);
  EXPECT_LE(funnel.error().size(), 201u);
  const auto more = parse_funnel(funnel_text(repeated(150, R"({"id":1,"type":"message","y":1})")));
  ASSERT_FALSE(more);
  ASSERT_EQ(more.error().size(), 201u);
  EXPECT_EQ(more.error().back().code, "too_many_findings");
}

TEST(Parse, SaysWhatWasProbablyMeant) {
  EXPECT_EQ(near_word("mandatry", {"slug", "mandatory"}), "mandatory");
  EXPECT_EQ(near_word("lable", {"label", "table"}), "label");
  EXPECT_EQ(near_word("b", {"a", "c"}), "");
  EXPECT_EQ(near_word("entirely", {"different", "words"}), "");
  EXPECT_EQ(near_word(std::string(100, 'a'), {"a"}), "");
}

TEST(Parse, SuggestsNamesAHundredTimes) {
  std::string jumps;
  for (int i = 0; i < 150; ++i) jumps += std::string(i == 0 ? "" : ",") + R"({"target":"midle"})";
  const auto funnel = parse_funnel(
      R"({"tundish":1,"slug":"s","title":"T","layers":[{"id":"middle","type":"result"},)"
      R"({"id":"a","type":"start","next":{"jumps":[)" +
      jumps + "]}}]}");
  ASSERT_FALSE(funnel);
  ASSERT_EQ(funnel.error().size(), 150u);
  EXPECT_EQ(funnel.error()[0].sentence, "No layer has the id `midle`. Did you mean `middle`?");
  EXPECT_EQ(funnel.error()[99].sentence, "No layer has the id `midle`. Did you mean `middle`?");
  EXPECT_EQ(funnel.error()[100].sentence, "No layer has the id `midle`.");
}

TEST(Parse, TellsAddressesThatAnImageMayHave) {
  for (const char* good : {"http://a/b", "HTTPS://a", "data:image/png;base64,AA==", "a.png",
                           "/a/b:c", "//cdn/a.png", "?a=b:c", "#x", "a/b?c:d"}) {
    EXPECT_TRUE(follows(TextRule::url, good)) << good;
  }
  for (const char* bad :
       {"javascript:alert(1)", "JavaScript:x", "data:text/html,x", "http://", "ftp://a", "a b",
        "a\nb", "\\\\host", "x\"y", "vbscript:x", "blob:x", "java\tscript:x"}) {
    EXPECT_FALSE(follows(TextRule::url, bad)) << bad;
  }
}

TEST(Parse, TellsIds) {
  for (const char* good : {"a", "A-b_9", "two words", "ñ", "漢字", "🎉", "-"}) {
    EXPECT_TRUE(follows(TextRule::id, good)) << good;
  }
  for (const char* bad : {"a.b", " a", "a ", "a\tb", "a/b", "", "a\x7f", "a\"b", "{a}"}) {
    EXPECT_FALSE(follows(TextRule::id, bad)) << bad;
  }
}

}  // namespace
}  // namespace tundish
