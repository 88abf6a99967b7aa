// Releases as the player's build reads them, which believes that they were published: it must come
// to the same hashes and sessions as everybody else, and refuse what was never a release.
#include <gtest/gtest.h>

#include <string>

#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/session.hpp"
#include "unit/definition_file.hpp"
#include "unit/random_play.hpp"

namespace tundish::proofs {
namespace {

/// `visit` hears the name of every definition of the folder, the funnel and each of its languages.
template <class Visit>
int each_release(const char* folder, Visit visit) {
  int releases = 0;
  for (const std::string& name : definition_names(folder)) {
    SCOPED_TRACE(name);
    const std::string path = std::string(folder) + "/" + name + ".json";
    const Result<Funnel> funnel = parse_funnel(read_file(definitions(path)));
    if (!funnel) {
      ADD_FAILURE() << to_json(funnel.error());
      continue;
    }
    for (const Content& content : (*funnel)->content) {
      visit(name, *funnel, content.language);
      ++releases;
    }
  }
  return releases;
}

TEST(PublishedRelease, HasThePinnedHashes) {
  const Result<Value> pinned = parse_value(read_file(definitions("hashes.json")));
  ASSERT_TRUE(pinned);
  const auto check = [&](const std::string& name, const Funnel& funnel,
                         const std::string& language) {
    const Result<Funnel> release = parse_release(release_json(funnel, language));
    ASSERT_TRUE(release) << to_json(release.error());
    const Value* hashes = pinned->find(name);
    ASSERT_TRUE(hashes);
    EXPECT_EQ((*release)->structure, hashes->find("structure")->text());
    EXPECT_EQ((*release)->content.at(0).release, hashes->find(language)->text());
    EXPECT_EQ(*release, *parse_funnel(release_json(funnel, language)));
  };
  EXPECT_GT(each_release("valid", check), 15);
}

TEST(PublishedRelease, IsItsTextByteByByte) {
  const auto check = [](const std::string&, const Funnel& funnel, const std::string& language) {
    const std::string text = release_json(funnel, language);
    for (const std::string& other :
         {" " + text, text + "\n", text.substr(1), R"({"a_later_word":null,)" + text.substr(1),
          R"({"a_later_word":[true,1],)" + text.substr(1)}) {
      const Result<Funnel> release = parse_release(other);
      ASSERT_FALSE(release) << other.substr(0, 60);
      EXPECT_EQ(release.error().at(0).code, "no_funnel");
    }
  };
  EXPECT_GT(each_release("valid", check), 15);
  EXPECT_FALSE(parse_release(R"({"layers":[],"slug":"s","title":"T","tundish":1})"));
  EXPECT_FALSE(parse_release("{}"));
}

TEST(PublishedRelease, PlaysLogsThatAreReadBack) {
  const Result<Funnel> funnel = parse_funnel(read_file(definitions("valid/lead_form.json")));
  ASSERT_TRUE(funnel);
  const Result<Funnel> release = parse_release(release_json(*funnel, (*funnel)->default_language));
  ASSERT_TRUE(release);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    testing::Random random(seed);
    Session session{*release, {}, {}};
    Gesture gesture = testing::random_header(*release, (*release)->channel, random);
    std::string log;
    for (int made = 0; made < 12; ++made) {
      const Played played = play(session, gesture);
      if (!played.transition.refused) log += (log.empty() ? "[" : ",") + to_json(played.event);
      gesture = Gesture();
      gesture.input = testing::random_input(view(*release, session.state), random);
      gesture.uid = testing::hex_id(random.next());
    }
    const Result<std::vector<Event>> read = parse_events(log + "]");
    ASSERT_TRUE(read) << to_json(read.error());
    const Replay again = replay_verified(*release, *read);
    EXPECT_FALSE(again.transition.refused);
    EXPECT_EQ(again.transition.state, session.state);
  }
}

}  // namespace
}  // namespace tundish::proofs
