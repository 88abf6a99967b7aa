#include <gtest/gtest.h>

#include <string>

#include "unit/plain_session.hpp"

namespace tundish {
namespace {

using testing::gesture_of;

Session begun() {
  Session session = testing::session_of(R"({
    "tundish": 1, "slug": "long", "title": "Long",
    "layers": [{"id": "q", "type": "start", "next": "end", "components": [
                 {"id": "story", "type": "input", "input_type": "text", "slug": "story"}]},
               {"id": "end", "type": "result"}]})");
  EXPECT_FALSE(play(session, gesture_of(testing::header_of(session.funnel))).transition.refused);
  return session;
}

TEST(PlayLimit, AnEventThatNoServerWouldReadIsRefusedWhenItIsMade) {
  Session session = begun();
  const State before = session.state;
  const Played refused =
      play(session, gesture_of(Answered{"story", Value(std::string(kMaxEventBytes, 'x'))}));
  ASSERT_TRUE(refused.transition.refused);
  EXPECT_EQ(refused.transition.refused->code, RefusalCode::malformed);
  EXPECT_EQ(refused.transition.state, before);
  EXPECT_EQ(session.state, before);
  EXPECT_EQ(session.head.seq, 0);
}

TEST(PlayLimit, WhatIsMadeCanBeRead) {
  Session session = begun();
  const Played played =
      play(session, gesture_of(Answered{"story", Value(std::string(kMaxEventBytes - 500, 'x'))}));
  ASSERT_FALSE(played.transition.refused);
  EXPECT_TRUE(parse_event(to_json(played.event)).has_value());
}

}  // namespace
}  // namespace tundish
