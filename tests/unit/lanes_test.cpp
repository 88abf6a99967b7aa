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

TEST_F(LanesTest, HaveOneOrderThatTheServersEventsName) {
  make(Answered{"name", "x"});
  make(result(7), Lane::s);
  make(result(8), Lane::s);  // nothing awaits it any more
  make(Answered{"name", "y"});
  make(Pressed{"go"});
  make(result(9), Lane::s);  // after the end
  ASSERT_EQ(log_.size(), 7U);
  EXPECT_EQ(client_.back().s_seen, 2);
  EXPECT_EQ(server_.front().c_seen, 2);
  EXPECT_EQ(server_.back().c_seen, 4);
  EXPECT_EQ(in_playing_order(client_, server_), log_);

  const Replay replayed = replay_verified(session_->funnel, log_);
  EXPECT_FALSE(replayed.transition.refused);
  EXPECT_EQ(replayed.transition.state, session_->state);
  EXPECT_EQ(find_answer(session_->state, "rank")->value, Value(7));
  const Session after = session_after(session_->funnel, replayed, log_);
  EXPECT_EQ(after.head, session_->head);
  EXPECT_EQ(after.server_head, session_->server_head);
}

TEST_F(LanesTest, PutAnEventMadeInIgnoranceBehindWhatWasCommitted) {
  make(Answered{"name", "x"});
  const Session unaware = *session_;
  make(result(7), Lane::s);
  Session device = unaware;  // the client goes on without having heard of it
  const Played late = play(device, testing::gesture_of(Answered{"name", "y"}, 'd'));
  ASSERT_FALSE(late.transition.refused);
  EXPECT_EQ(late.event.s_seen, 0);
  client_.push_back(late.event);
  const Rebased rebased = rebase(session_->funnel, client_, server_);
  ASSERT_EQ(rebased.events.size(), 4U);
  EXPECT_EQ(rebased.events[2], server_.front());
  EXPECT_EQ(rebased.events[3], late.event);
  EXPECT_FALSE(rebased.replay.transition.refused);
  const State& state = rebased.replay.transition.state;
  EXPECT_EQ(find_answer(state, "rank")->value, Value(7));
  EXPECT_EQ(find_answer(state, "name")->value, Value("y"));
}

TEST_F(LanesTest, RefuseWhatNoLongerFitsBehindTheServers) {
  make(Answered{"name", "x"});
  Session device = *session_;
  make(Closed{"by_operator"}, Lane::s);
  const Played late = play(device, testing::gesture_of(Answered{"name", "y"}, 'd'));
  client_.push_back(late.event);
  const Rebased rebased = rebase(session_->funnel, client_, server_);
  ASSERT_TRUE(rebased.replay.transition.refused);
  EXPECT_EQ(rebased.replay.transition.refused->code, RefusalCode::ended);
  EXPECT_EQ(rebased.events[static_cast<std::size_t>(rebased.replay.accepted)], late.event);
  EXPECT_EQ(rebased.replay.transition.state, session_->state);
}

/// Neither lane may be moved beside the other one, nor say that it knew what it did not.
TEST_F(LanesTest, AreNotToBeMixedUp) {
  make(result(7), Lane::s);
  make(Answered{"name", "x"});
  make(Answered{"name", "y"});
  const auto refused_at = [this](std::size_t at, Event event) {
    event.hash = event_hash(event);
    std::vector<Event> log(log_.begin(), log_.begin() + static_cast<std::ptrdiff_t>(at));
    log.push_back(event);
    const Replay replayed = replay_verified(session_->funnel, log);
    EXPECT_EQ(replayed.accepted, static_cast<std::int64_t>(at));
    const std::optional<Refused>& refused = replayed.transition.refused;
    EXPECT_TRUE(refused && refused->code == RefusalCode::wrong_seq);
    return refused ? refused->pointer : std::string();
  };
  Event moved = log_[1];
  moved.c_seen = 2;
  EXPECT_EQ(refused_at(1, moved), "/c_seen");
  moved = log_[1];
  moved.s_seen = 1;
  EXPECT_EQ(refused_at(1, moved), "/s_seen");
  moved = log_[2];
  moved.s_seen = 2;
  EXPECT_EQ(refused_at(2, moved), "/s_seen");
  moved = log_[2];
  moved.c_seen = 1;
  EXPECT_EQ(refused_at(2, moved), "/c_seen");
  moved = log_[3];
  moved.s_seen = 0;  // the event before it knew more
  EXPECT_EQ(refused_at(3, moved), "/s_seen");
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
