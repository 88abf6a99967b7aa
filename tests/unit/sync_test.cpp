// Keeping, sending, waiting: what happens while the server agrees.
#include <gmock/gmock.h>

#include "unit/sync_device.hpp"

namespace tundish {
namespace {

using ::testing::ElementsAre;

class SyncTest : public SyncDevice {};

TEST_F(SyncTest, SendsOnlyWhatIsDurable) {
  const auto appended = append(0);
  EXPECT_EQ(find(appended, SyncActionKind::store)->event, event(0));
  EXPECT_THAT(sent(appended), ElementsAre(-1));
  EXPECT_EQ(status(appended), SyncStatus::saving);
  const auto stored = store(1);
  EXPECT_THAT(sent(stored), ElementsAre(0));
  EXPECT_EQ(status(stored), SyncStatus::syncing);
}

TEST_F(SyncTest, RequestIsWholeAndNumbered) {
  keep(0, 2);
  answer(200, ack(7, 1));
  const auto actions = keep(2, 3);
  const SyncAction* send = find(actions, SyncActionKind::send);
  EXPECT_EQ(send->body,
            "{\"epoch\":1,\"events\":[{\"seq\":2}],\"from\":2,\"gen\":7,\"prev\":\"hash1\","
            "\"release\":\"release\",\"rules\":1,\"s_have\":0}");
  EXPECT_EQ(send->session, kRoot);
  EXPECT_EQ(send->request, state_.next_request - 1);
  EXPECT_FALSE(send->keepalive);
}

TEST_F(SyncTest, OneRequestAtATime) {
  EXPECT_THAT(sent(keep(0, 1)), ElementsAre(0));
  EXPECT_THAT(sent(keep(1, 2)), ElementsAre(-1));
  EXPECT_THAT(sent(acknowledge(0)), ElementsAre(1));
}

TEST_F(SyncTest, SavesProgressAndGoesOn) {
  keep(0, 1);
  keep(1, 2);
  const auto actions = answer(200, ack(3, 0));
  const SyncAction* save = find(actions, SyncActionKind::save);
  ASSERT_NE(save, nullptr);
  EXPECT_EQ(save->acked, 1);
  EXPECT_EQ(save->gen, 3);
  EXPECT_EQ(save->epoch, 1);
  EXPECT_EQ(save->branch, SyncBranch());
  EXPECT_THAT(sent(actions), ElementsAre(1));
  EXPECT_EQ(status(answer(200, ack(3, 1))), SyncStatus::synced);
  EXPECT_EQ(state_.gen, 3);
}

TEST_F(SyncTest, BacksOffFromASecondToAMinute) {
  keep(0, 1);
  for (const std::int64_t expected : {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000}) {
    const auto actions = fail();
    EXPECT_EQ(delay(actions), expected);
    EXPECT_EQ(status(actions), SyncStatus::waiting);
    EXPECT_THAT(sent(step(SyncInputKind::timer)), ElementsAre(0));
  }
  acknowledge(0);
  keep(1, 2);
  EXPECT_EQ(delay(fail()), 1000);
}

TEST_F(SyncTest, NothingIsSentBeforeTheTimer) {
  keep(0, 1);
  fail();
  EXPECT_THAT(sent(keep(1, 2)), ElementsAre(-1));
  EXPECT_THAT(sent(step(SyncInputKind::timer)), ElementsAre(0, 1));
}

TEST_F(SyncTest, WaitsAsLongAsTheServerAsksButNoLongerThanAnHour) {
  keep(0, 1);
  SyncInput busy = input(SyncInputKind::answered);
  busy.status = 503;
  busy.body = "{}";
  for (const auto& [asks, waits] : {std::pair{90'000, 90'000}, {2'000'000'000, 3'600'000}}) {
    busy.request = state_.next_request - 1;
    busy.retry_after_ms = asks;
    EXPECT_EQ(delay(step(busy)), waits);
    step(SyncInputKind::timer);
  }
}

TEST_F(SyncTest, NothingIsSentWhileOffline) {
  step(SyncInputKind::offline);
  EXPECT_THAT(sent(keep(0, 1)), ElementsAre(-1));
  EXPECT_THAT(sent(step(SyncInputKind::hiding)), ElementsAre(-1));
  EXPECT_THAT(sent(step(SyncInputKind::online)), ElementsAre(0));
}

TEST_F(SyncTest, ComingOnlineEndsTheWaiting) {
  keep(0, 1);
  fail();
  step(SyncInputKind::timer);
  fail();
  EXPECT_THAT(sent(step(SyncInputKind::online)), ElementsAre(0));
  EXPECT_EQ(delay(fail()), 1000);
}

TEST_F(SyncTest, AtMost64EventsInARequest) {
  EXPECT_EQ(sent(keep(0, 100)).size(), 64u);
  EXPECT_EQ(sent(acknowledge(63)).size(), 36u);
}

TEST_F(SyncTest, NoStepCopiesALongLog) {
  open(10'000, 9'000);
  state_.log.reserve(10'100);
  const LoggedEvent* const events = state_.log.data();
  const char* const text = state_.log.front().text.data();
  keep(10'000, 10'001);
  while (!state_.under_way.empty()) acknowledge(state_.under_way.front().end - 1);
  EXPECT_EQ(state_.acked, 10'001);
  keep(10'001, 10'002);
  EXPECT_EQ(sent(conflict("gen", R"("gen":2)")).size(), 64u);
  EXPECT_EQ(sent(step(SyncInputKind::hiding)).size(), 64u);
  fail();
  step(SyncInputKind::timer);
  EXPECT_EQ(state_.log.data(), events);
  EXPECT_EQ(state_.log.front().text.data(), text);
}

TEST_F(SyncTest, InputsAndActionsAsText) {
  const Result<SyncInput> read =
      parse_sync_input(R"({"kind":"appended","event":{"seq":0,"hash":"h","text":"{}"}})");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(to_json(step(*read)), R"([{"event":{"hash":"h","text":"{}"},"kind":"store"},)"
                                  R"({"kind":"report","status":"saving","waiting":1}])");
  EXPECT_FALSE(parse_sync_input(R"({"kind":"appendd"})").has_value());
  EXPECT_FALSE(
      parse_sync_input(R"({"kind":"opened","log":[{"seq":1,"hash":"h","text":""}]})").has_value());
}

}  // namespace
}  // namespace tundish
