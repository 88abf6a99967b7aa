#include "service/publish.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "server/visitor.hpp"
#include "service/demos.hpp"
#include "service/releases.hpp"
#include "service/tokens.hpp"
#include "store/funnels.hpp"
#include "store/memory_store.hpp"
#include "store/records.hpp"
#include "tundish/release.hpp"

namespace tundish::service {
namespace {

const std::string kOrder = kOrderDefinition;

/// A visitor of `stuck` can go nowhere.
constexpr std::string_view kDeadEnd = R"({
  "tundish": 1, "slug": "dead-end", "title": "Dead end",
  "layers": [
    {"id": "stuck", "type": "start", "components": [
      {"id": "text", "type": "message", "text": "Here you stay."}]},
    {"id": "done", "type": "result"}]
})";

std::string playing(store::Store& store, std::string_view funnel, std::string_view language) {
  std::string hash;
  store.read([&](store::Reader& reader) {
    const std::optional<store::Release> release =
        resolve_release(reader, "production", funnel, language);
    if (release) hash = release->hash;
  });
  return hash;
}

TEST(Publish, GivesEveryLanguageItsRelease) {
  store::MemoryStore store(1);
  const SavedFunnel saved = save_funnel(store, kOrder, server_actor(10));
  ASSERT_TRUE(saved.findings.empty());
  EXPECT_EQ(saved.outcome, DraftOutcome::created);
  EXPECT_EQ(saved.languages, (std::vector<std::string>{"en", "es"}));
  EXPECT_EQ(playing(store, "order", "en"), "") << "a draft is not played";
  const Published published = publish_funnel(store, "order", {}, server_actor(11));
  ASSERT_EQ(published.releases.size(), 2u);
  EXPECT_NE(published.releases[0].release, published.releases[1].release);
  EXPECT_EQ(published.releases[0].structure, published.releases[1].structure);
  EXPECT_EQ(playing(store, "order", "en"), published.releases[0].release);
  EXPECT_EQ(playing(store, "order", "es"), published.releases[1].release);
}

TEST(Publish, ALanguageWithoutTextsHasTheReleaseOfTheDefaultOne) {
  store::MemoryStore store(1);
  std::string listed = kOrder;
  const std::size_t at = listed.find(R"("languages")");
  ASSERT_NE(at, std::string::npos);
  listed.insert(listed.find('[', at) + 1, R"("ar", )");
  ASSERT_EQ(save_funnel(store, listed, server_actor(10)).outcome, DraftOutcome::created);
  const Published refused = publish_funnel(store, "order", {}, server_actor(11));
  EXPECT_EQ(refused.outcome, PublishOutcome::not_publishable);
  EXPECT_TRUE(std::any_of(refused.findings.begin(), refused.findings.end(), [](const auto& one) {
    return one.code == "missing_translation" && one.severity == Severity::error;
  }));
  PublishWish wish;
  wish.missing_texts = MissingTexts::fall_back;
  const Published published = publish_funnel(store, "order", wish, server_actor(11));
  ASSERT_EQ(published.releases.size(), 3u);
  const std::string english = playing(store, "order", "en");
  EXPECT_EQ(published.releases[0].release, english);
  EXPECT_EQ(playing(store, "order", "ar"), english);
  EXPECT_EQ(playing(store, "order", "es-Latn-MX"), playing(store, "order", "es"));
  EXPECT_EQ(playing(store, "order", "fr"), english);
  store.read([&](store::Reader& reader) {
    const std::optional<store::Release> release = reader.find_release(english);
    ASSERT_TRUE(release.has_value());
    EXPECT_EQ(release->language, "en");
    EXPECT_NE(release->text, "");
  });
}

TEST(Publish, KeepsWhatIsPlayedUntilItIsPublishedAgain) {
  store::MemoryStore store(1);
  save_funnel(store, kOrder, server_actor(10));
  publish_funnel(store, "order", {}, server_actor(11));
  const std::string before = playing(store, "order", "en");
  std::string changed = kOrder;
  changed.replace(changed.find("Thank you"), 9, "Many thanks");
  const SavedFunnel saved = save_funnel(store, changed, server_actor(12));
  ASSERT_TRUE(saved.findings.empty());
  EXPECT_EQ(saved.outcome, DraftOutcome::replaced);
  EXPECT_EQ(saved.row.created_at_ms, 10);
  EXPECT_EQ(saved.row.updated_at_ms, 12);
  EXPECT_EQ(playing(store, "order", "en"), before);
  publish_funnel(store, "order", {}, server_actor(13));
  EXPECT_NE(playing(store, "order", "en"), before);
  store.read([&](store::Reader& reader) {
    EXPECT_TRUE(reader.find_release(before).has_value()) << "running sessions still need it";
  });
}

TEST(Publish, RefusesAFunnelThatVisitorsWouldBeStuckIn) {
  store::MemoryStore store(1);
  const SavedFunnel saved = save_funnel(store, kDeadEnd, server_actor(10));
  ASSERT_EQ(saved.outcome, DraftOutcome::created) << "a draft may be unfinished";
  EXPECT_TRUE(has_errors(saved.findings));
  const Published published = publish_funnel(store, "dead-end", {}, server_actor(11));
  EXPECT_EQ(published.outcome, PublishOutcome::not_publishable);
  ASSERT_FALSE(published.findings.empty());
  EXPECT_GT(published.findings.front().place.line, 0) << "located in the author's text";
  EXPECT_EQ(playing(store, "dead-end", "en"), "");
}

TEST(Demos, ArePublishedOnceAndAgainWhenTheyChange) {
  store::MemoryStore store(1);
  EXPECT_TRUE(keep_published(store, kOrder, kUsualEnvironment, 10).empty());
  const std::string first = playing(store, "order", "en");
  EXPECT_NE(first, "");
  EXPECT_TRUE(keep_published(store, kOrder, kUsualEnvironment, 20).empty());
  store.read([](store::Reader& reader) {
    EXPECT_EQ(store::find<store::Funnel>(reader, "order")->updated_at_ms, 10)
        << "nothing was to be done";
  });
  std::string changed = kOrder;
  changed.replace(changed.find("Thank you"), 9, "Many thanks");
  EXPECT_TRUE(keep_published(store, changed, kUsualEnvironment, 30).empty());
  EXPECT_NE(playing(store, "order", "en"), first);
  EXPECT_FALSE(keep_published(store, kDeadEnd, kUsualEnvironment, 40).empty());
  EXPECT_FALSE(keep_published(store, "{", kUsualEnvironment, 50).empty());
}

TEST(Tokens, OpenOnlyWithTheVeryToken) {
  store::MemoryStore store(1);
  const std::string token = create_token(store, {}, server_actor(1)).token;
  EXPECT_TRUE(find_token_caller(store, token, 2).has_value());
  EXPECT_NE(create_token(store, {}, server_actor(1)).token, token);
  std::string changed = token;
  changed.back() = changed.back() == '0' ? '1' : '0';
  for (const std::string& wrong :
       {changed, token + "0", token.substr(1), std::string(), std::string("tnd_")}) {
    EXPECT_FALSE(find_token_caller(store, wrong, 2).has_value()) << wrong;
  }
}

}  // namespace
}  // namespace tundish::service
