#include "tundish/release.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish {
namespace {

constexpr std::string_view kTwoLanguages =
    R"({"tundish":1,"slug":"s","title":"T","languages":["en","fr","de"],"layers":[)"
    R"({"id":"a","type":"start","next":"b","components":[{"id":"m","type":"message","text":"Hi"}]},{"id":"b","type":"result"}],)"
    R"("content":{"fr":{"a.m.text":"Salut"}}})";

constexpr std::string_view kStructure =
    R"("languages":["en","fr","de"],"layers":[{"components":[{"id":"m","type":"message"}],"id":"a","next":"b","type":"start"},{"id":"b","type":"result"}],"slug":"s","title":"T","tundish":1})";

TEST(Release, IsTheStructureWithOneLanguage) {
  const auto funnel = parse_funnel(kTwoLanguages);
  ASSERT_TRUE(funnel);
  EXPECT_EQ(release_json(*funnel, "fr"),
            R"({"content":{"fr":{"a.m.text":"Salut"}},)" + std::string(kStructure));
  EXPECT_EQ(release_json(*funnel, "en"),
            R"({"content":{"en":{"a.m.text":"Hi"}},)" + std::string(kStructure));
  EXPECT_EQ(release_json(*funnel, "de"), "");
  EXPECT_EQ(release_json(*funnel, "xx"), "");
}

TEST(Release, HashesNameTheirKind) {
  const auto funnel = parse_funnel(kTwoLanguages);
  ASSERT_TRUE(funnel);
  EXPECT_EQ(release_hash(*funnel, "fr"),
            sha256_hex("tundish:release:1\n" + release_json(*funnel, "fr")));
  EXPECT_EQ(structure_hash(*funnel),
            sha256_hex("tundish:structure:1\n{" + std::string(kStructure)));
}

TEST(Release, IsReadBackFromItsText) {
  const auto funnel = parse_funnel(kTwoLanguages);
  ASSERT_TRUE(funnel);
  for (const std::string_view language : {"fr", "en"}) {
    const std::string text = release_json(*funnel, language);
    const auto release = parse_release(text);
    ASSERT_TRUE(release);
    EXPECT_EQ(*release, *parse_funnel(text));
    EXPECT_EQ((*release)->structure, (*funnel)->structure);
    EXPECT_EQ((*release)->content[0].release, release_hash(*funnel, language));
  }
}

TEST(Release, IsTheTextAsItWasPublished) {
  const auto funnel = parse_funnel(kTwoLanguages);
  ASSERT_TRUE(funnel);
  const std::string text = release_json(*funnel, "fr");
  for (const std::string& other :
       {" " + text, text + "\n", to_json(*funnel), std::string(kTwoLanguages)}) {
    const auto release = parse_release(other);
    ASSERT_FALSE(release) << other;
    EXPECT_EQ(release.error()[0].code, "no_release");
  }
  EXPECT_FALSE(parse_release(text.substr(1)));
  EXPECT_FALSE(parse_release("[]"));
}

TEST(Release, TextsDoNotTouchTheStructure) {
  const auto funnel = parse_funnel(kTwoLanguages);
  std::string reworded(kTwoLanguages);
  reworded.replace(reworded.find("Salut"), 5, "Bonjour");
  const auto other = parse_funnel(reworded);
  ASSERT_TRUE(funnel);
  ASSERT_TRUE(other);
  EXPECT_EQ(structure_hash(*funnel), structure_hash(*other));
  EXPECT_NE(release_hash(*funnel, "fr"), release_hash(*other, "fr"));
  EXPECT_EQ(release_hash(*funnel, "en"), release_hash(*other, "en"));
}

TEST(Release, HasNothingThatOnlyAuthorsSee) {
  const auto plain = parse_funnel(kTwoLanguages);
  std::string placed(kTwoLanguages);
  for (const char* holder : {"\"layers\":[{", "\"components\":[{"}) {
    const std::size_t at = placed.find(holder);
    ASSERT_NE(at, std::string::npos) << holder;
    placed.insert(at + std::string_view(holder).size(), "\"x_studio\": {\"x\": 10}, ");
  }
  placed.insert(placed.find('{') + 1, "\"x_studio\": {\"notes\": []}, ");
  const auto funnel = parse_funnel(placed);
  ASSERT_TRUE(plain);
  ASSERT_TRUE(funnel);
  EXPECT_EQ(structure_hash(*funnel), structure_hash(*plain));
  EXPECT_EQ(release_json(*funnel, "fr"), release_json(*plain, "fr"));
  // What is kept for them still has it.
  EXPECT_EQ(to_json(*parse_funnel(to_json(*funnel))), to_json(*funnel));
  EXPECT_NE(to_json(*funnel), to_json(*plain));
}

TEST(Release, EveryRuleTouchesTheStructure) {
  const std::string plain(kTwoLanguages);
  const auto funnel = parse_funnel(plain);
  ASSERT_TRUE(funnel);
  for (const auto& [old, now] : std::vector<std::pair<std::string, std::string>>{
           {R"("title":"T")", R"("title":"U")"},
           {R"("title":"T")", R"("title":"T","config":{"max_reasks":0})"},
           {R"("type":"result")", R"("type":"result","conversion":true)"},
           {R"(["en","fr","de"])", R"(["en","de","fr"])"},
           {R"("text":"Hi")", R"("text":"Hi","x_note":1)"}}) {
    std::string changed = plain;
    changed.replace(changed.find(old), old.size(), now);
    const auto other = parse_funnel(changed);
    ASSERT_TRUE(other) << now;
    EXPECT_NE(structure_hash(*other), structure_hash(*funnel)) << now;
  }
}

TEST(Release, AFunnelWithoutTextsHasOne) {
  const auto funnel = parse_funnel(
      R"({"tundish":1,"slug":"s","title":"T","layers":[{"id":"a","type":"start","next":"b"},{"id":"b","type":"result"}]})");
  ASSERT_TRUE(funnel);
  EXPECT_EQ(release_json(*funnel, "en"), to_json(*funnel));
}

}  // namespace
}  // namespace tundish
