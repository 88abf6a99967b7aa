#include <gtest/gtest.h>

#include <string>

#include "tundish/funnel.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/view.hpp"

namespace tundish {
namespace {

std::string with_greetings(const std::string& english, const std::string& french,
                           const std::string& last = "b") {
  return R"({"tundish":1,"slug":"s","title":"T","languages":["en","fr"],"layers":[)"
         R"({"id":"a","type":"start","next":")" +
         last + R"(","components":[{"id":"m","type":"message","text":")" + english +
         R"("}]},{"id":")" + last + R"(","type":"result"}],"content":{"fr":{"a.m.text":")" +
         french + R"("}}})";
}

Funnel release_of(const std::string& definition, const std::string& language) {
  return *parse_release(release_json(*parse_funnel(definition), language));
}

/// What a session in that language of that release is told.
std::string told(const Funnel& funnel, const std::string& language, const std::string& release) {
  State state;
  state.header.language = language;
  state.header.release = release;
  const Content* content = find_spoken(funnel, state);
  const std::string* text = content ? find_text(*content, "a", "m", "text") : nullptr;
  return text ? *text : std::string();
}

TEST(Siblings, TellTheTextsOfTheReleaseThatIsPlayed) {
  const Funnel english = release_of(with_greetings("Hi", "Salut"), "en");
  const Funnel french = release_of(with_greetings("Hi", "Salut"), "fr");
  const Funnel newer = release_of(with_greetings("Hello", "Bonjour"), "fr");
  const std::string old_words = french->content[0].release;
  const std::string new_words = newer->content[0].release;
  for (const Funnel& all : {english.also(french).also(newer), newer.also(english).also(french),
                            french.also(newer).also(english)}) {
    EXPECT_EQ(told(all, "en", english->content[0].release), "Hi");
    EXPECT_EQ(told(all, "fr", old_words), "Salut");
    EXPECT_EQ(told(all, "fr", new_words), "Bonjour");
  }
  EXPECT_EQ(told(english.also(french), "fr", "unknown"), "Salut") << "the language it has";
  EXPECT_EQ(told(english, "fr", old_words), "");
}

TEST(Siblings, AreOfOneStructure) {
  const Funnel english = release_of(with_greetings("Hi", "Salut"), "en");
  const Funnel other = release_of(with_greetings("Hi", "Salut", "c"), "fr");
  EXPECT_NE(english->structure, other->structure);
  EXPECT_EQ(english.also(other), english);
}

}  // namespace
}  // namespace tundish
