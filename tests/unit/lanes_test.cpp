// The two lanes of a log: one order of playing from two chains.
#include <gtest/gtest.h>

#include "tundish/advance.hpp"
#include "unit/plain_session.hpp"

namespace tundish {
namespace {

constexpr const char* kDefinition = R"({"tundish": 1, "slug": "l", "title": "L", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "name", "type": "input", "input_type": "text", "appearance": "short", "slug": "name"},
    {"id": "ask", "type": "endpoint", "endpoint": "e", "response": [{"to": "rank"}]},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
  {"id": "z", "type": "result", "components": []}]})";

class LanesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    session_.emplace(testing::session_of(kDefinition));
    ASSERT_FALSE(make(testing::header_of(session_->funnel)).transition.refused);
  }

  Played make(EventInput input, Lane lane = Lane::c) {
    Gesture gesture = testing::gesture_of(std::move(input), static_cast<char>('0' + made_++));
    gesture.lane = lane;
    Played played = play(*session_, gesture);
    if (!played.transition.refused) {
      log_.push_back(played.event);
      (lane == Lane::c ? client_ : server_).push_back(played.event);
    }
    return played;
  }

  EffectResult result(double rank) {
    EffectResult result;
    result.effect = std::string(32, '0') + "-0";
    result.data = rank;
    return result;
  }

  std::optional<Session> session_;
  std::vector<Event> log_, client_, server_;
  int made_ = 0;
};

TEST_F(LanesTest, HaveOneOrderThatTheClientsEventsName) {
  make(Answered{"name", "x"});
  make(result(7), Lane::s);
  make(result(8), Lane::s);  // nothing awaits it any more
  make(Answered{"name", "y"});
  make(Pressed{"go"});
  make(result(9), Lane::s);  // after the end
  ASSERT_EQ(log_.size(), 7U);
  EXPECT_EQ(client_.back().s_seen, 2);
  EXPECT_EQ(in_playing_order(client_, server_), log_);

  const Replay replayed = replay_verified(session_->funnel, log_);
  EXPECT_FALSE(replayed.transition.refused);
  EXPECT_EQ(replayed.transition.state, session_->state);
  EXPECT_EQ(find_answer(session_->state, "rank")->value, Value(7));
  const Session after = session_after(session_->funnel, replayed, log_);
  EXPECT_EQ(after.head, session_->head);
  EXPECT_EQ(after.server_head, session_->server_head);
}

TEST_F(LanesTest, PutAnEventMadeInIgnoranceBeforeWhatItHadNotSeen) {
  make(Answered{"name", "x"});
  const Session unaware = *session_;
  make(result(7), Lane::s);
  Session device = unaware;  // the client goes on without having heard of it
  const Played late = play(device, testing::gesture_of(Answered{"name", "y"}, 'd'));
  ASSERT_FALSE(late.transition.refused);
  client_.push_back(late.event);
  const std::vector<Event> order = in_playing_order(client_, server_);
  ASSERT_EQ(order.size(), 4U);
  EXPECT_EQ(order[2], late.event);
  EXPECT_EQ(order[3], server_.front());
  const Replay replayed = replay_verified(session_->funnel, order);
  EXPECT_FALSE(replayed.transition.refused);
  EXPECT_EQ(find_answer(replayed.transition.state, "rank")->value, Value(7));
  EXPECT_EQ(find_answer(replayed.transition.state, "name")->value, Value("y"));
}

TEST_F(LanesTest, AreNotToBeMixedUp) {
  make(result(7), Lane::s);
  make(Answered{"name", "x"});
  std::swap(log_[1], log_[2]);
  const Replay replayed = replay_verified(session_->funnel, log_);
  ASSERT_TRUE(replayed.transition.refused);
  EXPECT_EQ(replayed.accepted, 1);
  EXPECT_EQ(replayed.transition.refused->code, RefusalCode::wrong_seq);
  EXPECT_EQ(replayed.transition.refused->pointer, "/s_seen");
}

TEST_F(LanesTest, AreLeftOutOfTheTextWhenTheyAreTheClients) {
  make(result(7), Lane::s);
  EXPECT_EQ(to_json(client_.front()).find("lane"), std::string::npos);
  EXPECT_NE(to_json(server_.front()).find(R"("lane":"s")"), std::string::npos);
  const Result<Event> read = parse_event(to_json(server_.front()));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, server_.front());
}

}  // namespace
}  // namespace tundish
