#include <gtest/gtest.h>

#include <string>

#include "tundish/parse.hpp"
#include "tundish/session.hpp"

namespace tundish {
namespace {

Gesture gesture(EventInput input) {
  Gesture made;
  made.input = std::move(input);
  made.uid = std::string(32, 'a');
  return made;
}

Session begun() {
  const Result<Funnel> funnel = parse_funnel(R"({
    "tundish": 1, "slug": "long", "title": "Long",
    "layers": [{"id": "q", "type": "start", "next": "end", "components": [
                 {"id": "story", "type": "input", "input_type": "text", "slug": "story"}]},
               {"id": "end", "type": "result"}]})");
  EXPECT_TRUE(funnel.has_value());
  Session session{*funnel, {}, {}};
  Started header;
  header.session = header.random_seed = std::string(32, '0');
  header.structure = (*funnel)->structure;
  header.release = (*funnel)->content.front().release;
  header.language = "en";
  EXPECT_FALSE(play(session, gesture(header)).transition.refused);
  return session;
}

TEST(PlayLimit, AnEventThatNoServerWouldReadIsRefusedWhenItIsMade) {
  Session session = begun();
  const State before = session.state;
  const Played refused =
      play(session, gesture(Answered{"story", Value(std::string(kMaxEventBytes, 'x'))}));
  ASSERT_TRUE(refused.transition.refused);
  EXPECT_EQ(refused.transition.refused->code, RefusalCode::malformed);
  EXPECT_EQ(refused.transition.state, before);
  EXPECT_EQ(session.state, before);
  EXPECT_EQ(session.head.seq, 0);
}

TEST(PlayLimit, WhatIsMadeCanBeRead) {
  Session session = begun();
  const Played played =
      play(session, gesture(Answered{"story", Value(std::string(kMaxEventBytes - 500, 'x'))}));
  ASSERT_FALSE(played.transition.refused);
  EXPECT_TRUE(parse_event(to_json(played.event)).has_value());
}

}  // namespace
}  // namespace tundish
