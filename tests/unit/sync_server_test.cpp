// The server's lane as the client hears of it.
#include <gmock/gmock.h>

#include "unit/sync_device.hpp"

namespace tundish {
namespace {

class SyncServerTest : public SyncDevice {
 protected:
  static std::string server_event(std::int64_t seq, std::int64_t c_seen) {
    return R"({"c_seen":)" + std::to_string(c_seen) + R"(,"hash":"server)" + std::to_string(seq) +
           R"(","lane":"s","seq":)" + std::to_string(seq) + "}";
  }

  /// Acknowledges up to `to`, with that much of the server's lane from `from` on.
  Actions acknowledge_with(std::int64_t to, std::int64_t from, const std::string& events) {
    return answer(200, R"({"gen":1,"ack_to":)" + std::to_string(to) + R"(,"ack_hash":")" +
                           hash(to) + R"(","s_from":)" + std::to_string(from) + R"(,"s_events":[)" +
                           events + "]}");
  }
};

TEST_F(SyncServerTest, IsTakenAndTold) {
  open(3, 1);
  const auto actions = acknowledge_with(2, 0, server_event(0, 2) + "," + server_event(1, 3));
  const SyncAction* told = find(actions, SyncActionKind::server_events);
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->at, 0);
  EXPECT_EQ(told->body, "[" + server_event(0, 2) + "," + server_event(1, 3) + "]");
  EXPECT_EQ(state_.s_have, 2);
  const Value request = body_of(keep(3, 4));
  EXPECT_EQ(request.find("s_have")->number(), 2);
  EXPECT_EQ(request.find("s_hash")->text(), "server1");
}

TEST_F(SyncServerTest, IsTakenOnlyBehindWhatIsTheSameOnBothSides) {
  open(3, 1);
  const auto actions = acknowledge_with(2, 0, server_event(0, 3) + "," + server_event(1, 4));
  EXPECT_EQ(find(actions, SyncActionKind::server_events)->body, "[" + server_event(0, 3) + "]");
  EXPECT_EQ(state_.s_hash, "server0");
}

/// What the device has of both lanes is always the beginning of one session.
TEST_F(SyncServerTest, IsKeptWithWhatItStandsBehind) {
  open(3, 1);
  const auto kept = acknowledge_with(2, 0, server_event(0, 2));
  EXPECT_TRUE(find(kept, SyncActionKind::save)->server_lane);
  append(3);
  append(4);
  fail_store("quota");
  const auto ahead = acknowledge_with(4, 1, server_event(1, 5));
  ASSERT_NE(find(ahead, SyncActionKind::server_events), nullptr);
  EXPECT_FALSE(find(ahead, SyncActionKind::save)->server_lane);
  EXPECT_EQ(find(store(4), SyncActionKind::save), nullptr);
  const auto all = store(5);
  ASSERT_NE(find(all, SyncActionKind::save), nullptr);
  EXPECT_TRUE(find(all, SyncActionKind::save)->server_lane);
  EXPECT_EQ(find(store(5), SyncActionKind::save), nullptr);  // once
}

TEST_F(SyncServerTest, OfAnEmptyOneNothingIsWaitedFor) {
  open(3, 1);
  acknowledge_with(2, 0, server_event(0, 2));
  step(SyncInputKind::asking);
  EXPECT_TRUE(find(acknowledge_with(2, 0, ""), SyncActionKind::save)->server_lane);
}

/// A server that was restored has another lane than the client: it replaces the client's whole.
TEST_F(SyncServerTest, IsReplacedAtOnceOrNotAtAll) {
  open(3, 1);
  acknowledge_with(2, 0, server_event(0, 2) + "," + server_event(1, 3));
  keep(3, 5);
  const auto partly = acknowledge_with(3, 0, server_event(7, 2) + "," + server_event(8, 5));
  EXPECT_EQ(find(partly, SyncActionKind::server_events), nullptr);
  EXPECT_EQ(state_.s_hash, "server1");
  const auto whole = acknowledge_with(4, 0, server_event(7, 2) + "," + server_event(8, 5));
  EXPECT_NE(find(whole, SyncActionKind::server_events), nullptr);
  EXPECT_EQ(state_.s_hash, "server8");
  step(SyncInputKind::asking);
  const auto none = acknowledge_with(4, 0, "");
  EXPECT_EQ(find(none, SyncActionKind::server_events)->body, "[]");
  EXPECT_EQ(state_.s_have, 0);
}

TEST_F(SyncServerTest, IsNotThatOfAnotherAddress) {
  open(4, 0, 1, branch_at(2));
  const auto shared = acknowledge_with(1, 0, server_event(0, 1));  // the root's
  EXPECT_EQ(find(shared, SyncActionKind::server_events), nullptr);
  const auto own = acknowledge_with(3, 0, server_event(0, 1));
  EXPECT_NE(find(own, SyncActionKind::server_events), nullptr);
}

TEST_F(SyncServerTest, IsAskedForWhenTheVisitorWaits) {
  open(2, 2);
  acknowledge(1);
  const auto actions = step(SyncInputKind::asking);
  ASSERT_NE(find(actions, SyncActionKind::send), nullptr);
  EXPECT_TRUE(body_of(actions).find("events")->list().empty());
  EXPECT_EQ(find(step(SyncInputKind::asking), SyncActionKind::send), nullptr);  // under way
}

TEST_F(SyncServerTest, SetsAsideWhatNoLongerFits) {
  open(5, 2);
  SyncInput unfit = input(SyncInputKind::unfit);
  unfit.count = 3;
  unfit.reason = "ended";
  unfit.sentence = "The session has ended.";
  const auto actions = step(unfit);
  const SyncAction* aside = find(actions, SyncActionKind::set_aside);
  ASSERT_NE(aside, nullptr);
  EXPECT_EQ(aside->at, 3);
  EXPECT_EQ(aside->branch, branch_at(3));
  EXPECT_EQ(aside->reason, "ended");
  EXPECT_EQ(state_.log.size(), 3U);
  // What is confirmed fits, and what is no longer there needs no more.
  unfit.count = 1;
  EXPECT_EQ(find(step(unfit), SyncActionKind::set_aside), nullptr);
  unfit.count = 3;
  EXPECT_EQ(find(step(unfit), SyncActionKind::set_aside), nullptr);
}

TEST_F(SyncServerTest, WaitsWhenTheServerIsBehind) {
  open(5, 2);
  const auto actions = answer(409, R"({"code":"ahead","gen":1,"ack_to":2,"ack_hash":"hash2"})");
  EXPECT_EQ(state_.acked, 3);
  EXPECT_GT(delay(actions), 0);
  EXPECT_EQ(find(actions, SyncActionKind::send), nullptr);
}

}  // namespace
}  // namespace tundish
