// What every visitor sees first is known before a session begins, or is said not to be.

#include "tundish/first_view.hpp"

#include <gtest/gtest.h>

#include "tundish/advance.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "unit/plain_session.hpp"
#include "unit/random_funnel.hpp"

namespace tundish {
namespace {

using testing::Random;

/// A funnel that begins with one question; `more` stands in its first layer, `input` in the
/// question, `config` in the funnel.
std::string definition_with(const std::string& more, const std::string& input = {},
                            const std::string& config = {},
                            const std::string& label = "Who are you?") {
  return R"({"tundish":1,"slug":"first","title":"First","channel":"web",
    "languages":["en"],"default_language":"en",)" +
         config + R"("layers":[{"id":"a","type":"start",)" + more +
         R"("components":[{"id":"name","type":"input","input_type":"text","slug":"name",)" + input +
         R"("label":")" + label + R"("}],"next":{"target":"b"}},
      {"id":"b","type":"result","components":[{"id":"t","type":"message","text":"Thanks"}]}]})";
}

std::optional<View> first_of(const std::string& definition) {
  const Result<Funnel> funnel = parse_funnel(definition);
  EXPECT_TRUE(funnel.has_value()) << to_json(funnel.error()) << definition;
  return funnel ? first_view(*funnel, Channel::web) : std::nullopt;
}

/// Each session has its own.
View without_code(View shown) {
  EXPECT_FALSE(shown.reference_code.empty());
  shown.reference_code.clear();
  return shown;
}

TEST(FirstView, IsTheViewOfWhoeverBegins) {
  const std::string definition = definition_with("");
  Session session = testing::session_of(definition);
  const Started header = testing::header_of(session.funnel);
  ASSERT_FALSE(play(session, testing::gesture_of(header)).transition.refused);
  const std::optional<View> first = first_of(definition);
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, without_code(view(session.funnel, session.state)));
  const std::string json = first_view_json(session.funnel, *first);
  const Result<Value> read = parse_value(json);
  ASSERT_TRUE(read) << json;
  EXPECT_EQ(read->find("view")->find("layer")->text(), "a");
  EXPECT_EQ(read->find("facts")->find("slug")->text(), "first");
}

TEST(FirstView, IsNotSaidWhereItHangsOnMoreThanTheDefinition) {
  const std::string condition =
      R"([{"source":"device","slug":"os","operator":"==","value":"ios"}])";
  const std::string datum =
      R"("initial_data":[{"slug":"name","input_type":"text","source":"url"}],)";
  const std::string other =
      R"("initial_data":[{"slug":"campaign","input_type":"text","source":"url"}],)";
  EXPECT_TRUE(first_of(definition_with(other)));
  EXPECT_FALSE(first_of(definition_with(datum)));
  EXPECT_FALSE(first_of(definition_with("", R"("visible_if":)" + condition + ",")));
  EXPECT_FALSE(first_of(definition_with("", R"("autofill_source":["device.os"],)")));
  EXPECT_FALSE(first_of(definition_with("", "", "", "Who is there on {{channel}}?")));
  EXPECT_FALSE(first_of(
      definition_with("", "", R"("config":{"availability":{"from":"2030-01-01T00:00:00Z"}},)")));
  EXPECT_FALSE(
      first_of(definition_with(R"("requires_auth":true,"unauthenticated_target_layer":"b",)")));
}

/// Whatever a host may know of a visitor, under the names that random funnels have.
Gesture anybody(const Funnel& funnel, Channel channel, Random& random) {
  Gesture gesture = testing::random_header(funnel, channel, random);
  gesture.t_wall = static_cast<std::int64_t>(random.below(4'000'000'000'000));
  auto& started = std::get<Started>(gesture.input);
  started.language = funnel->content.front().language;
  started.release = funnel->content.front().release;
  for (Value* known : {&started.initial, &started.contact, &started.prior}) {
    for (int i = 0; i < 4; ++i) {
      const std::string digit = std::to_string(random.below(4));
      known->set(("s0_" + digit).c_str(), random.one_in(2) ? Value("a") : Value(2));
    }
  }
  started.device.set("os", random.one_in(2) ? "ios" : "android");
  return gesture;
}

TEST(FirstView, IsTheViewOfAnybody) {
  Random random(2611);
  int known = 0;
  for (int round = 0; round < 3000; ++round) {
    const Result<Funnel> funnel = parse_funnel(testing::random_definition(random));
    ASSERT_TRUE(funnel);
    for (const Channel channel : testing::playable_channels(*funnel)) {
      const std::optional<View> first = first_view(*funnel, channel);
      if (!first) continue;
      ++known;
      for (int visitor = 0; visitor < 5; ++visitor) {
        Session session{*funnel, {}, {}};
        const Played began = play(session, anybody(*funnel, channel, random));
        ASSERT_FALSE(began.transition.refused);
        ASSERT_EQ(to_json(without_code(view(*funnel, session.state))), to_json(*first));
      }
    }
  }
  EXPECT_GT(known, 50);
}

}  // namespace
}  // namespace tundish
