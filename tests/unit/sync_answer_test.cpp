// Answers that nobody should believe.
#include <gmock/gmock.h>

#include <limits>

#include "unit/sync_device.hpp"

namespace tundish {
namespace {

using ::testing::ElementsAre;

class SyncAnswerTest : public SyncDevice {
 protected:
  /// Events 2 to 4 of a log of six are under way, the last is not durable.
  void SetUp() override {
    open(5, 2);
    append(5);
    before_ = state_;
  }

  /// The answer changes nothing but when the next attempt is made.
  void expect_disbelieved(int http_status, const std::string& body) {
    state_ = before_;
    const auto actions = answer(http_status, body);
    const std::string which = std::to_string(http_status) + " " + body.substr(0, 80);
    EXPECT_GT(delay(actions), 0) << which;
    EXPECT_THAT(sent(actions), ElementsAre(-1)) << which;
    EXPECT_EQ(find(actions, SyncActionKind::save), nullptr) << which;
    EXPECT_EQ(find(actions, SyncActionKind::set_aside), nullptr) << which;
    EXPECT_NE(status(actions), SyncStatus::synced) << which;
    EXPECT_NE(status(actions), SyncStatus::halted) << which;
    SyncState expected = before_;
    expected.under_way.clear();
    expected.failures = 1;
    expected.waking = expected.resting = true;
    EXPECT_TRUE(state_ == expected) << which;
  }

  SyncState before_;
};

TEST_F(SyncAnswerTest, WhatIsNotTheProtocol) {
  for (const int http_status : {0,   -1,  100, 200, 204, 301, 304, 400, 401, 403, 404, 405,
                                408, 409, 410, 413, 422, 429, 500, 502, 503, 511, 999}) {
    for (const char* body :
         {"", "<html>Welcome to the hotel</html>", "{", "null", "true", "7", "\"gen\"", "[]", "{}",
          "[{\"gen\":1}]", "{\"gen\":1", "{\"gen\":1}x", "{\"gen\":1,\"gen\":1}", "\xff\xfe",
          "{\"code\":\"teapot\"}", "{\"code\":7}", "{\"code\":null}", "{\"code\":[\"gen\"]}"}) {
      expect_disbelieved(http_status, body);
    }
    expect_disbelieved(http_status, std::string(100'000, '['));
    expect_disbelieved(http_status, std::string("{\"gen\":1}\0", 10));
  }
}

TEST_F(SyncAnswerTest, NumbersThatAreNone) {
  for (const char* number :
       {"-2", "-1", "1.5", "\"4\"", "null", "true", "[]", "{}", "-9007199254740993", "1e308",
        "9007199254740993", "18446744073709551616", "1e-9", "NaN", "-0.5", "01"}) {
    const std::string text = number;
    expect_disbelieved(200, R"({"ack_to":4,"ack_hash":"hash4","gen":)" + text + "}");
    expect_disbelieved(200, R"({"gen":1,"ack_hash":"hash4","ack_to":)" + text + "}");
    expect_disbelieved(409, R"({"code":"gap","need":)" + text + "}");
    expect_disbelieved(409, R"({"code":"gen","gen":)" + (text == "1e-9" ? "0" : text) + "}");
    if (text != "-1") expect_disbelieved(409, R"({"code":"fork","at":)" + text + "}");
    expect_disbelieved(422, R"({"code":"refused","gen":1,"seq":)" + text + "}");
  }
}

TEST_F(SyncAnswerTest, PlacesThatWereNotSent) {
  for (const std::int64_t place : {5LL, 6LL, 7LL, 64LL, 1LL << 31, 1LL << 32, (1LL << 53) - 1}) {
    const std::string text = std::to_string(place);
    expect_disbelieved(200, R"({"gen":1,"ack_to":)" + text + R"(,"ack_hash":"hash5"})");
    expect_disbelieved(409, R"({"code":"fork","at":)" + text + "}");
    expect_disbelieved(409, R"({"code":"gap","need":)" + text + "}");
    expect_disbelieved(409,
                       R"({"code":"gap","ack_to":)" + text + R"(,"ack_hash":"hash5","need":0})");
    expect_disbelieved(422, R"({"code":"refused","gen":1,"seq":)" + text + "}");
  }
  // A gap begins before what was sent.
  for (const int need : {2, 3, 4}) {
    expect_disbelieved(409, R"({"code":"gap","need":)" + std::to_string(need) + "}");
  }
}

TEST_F(SyncAnswerTest, AcknowledgementOfNothing) {
  expect_disbelieved(200, R"({"gen":1,"ack_to":-1,"ack_hash":""})");
  expect_disbelieved(200, R"({"gen":1,"ack_to":0,"ack_hash":"hash0"})");
  expect_disbelieved(200, R"({"gen":1,"ack_to":1,"ack_hash":"hash1"})");
  expect_disbelieved(200, R"({"gen":1})");
}

TEST_F(SyncAnswerTest, HashThatIsNotOurs) {
  for (const char* hash : {"\"\"", "\"hash3\"", "\"HASH4\"", "null", "4", "[\"hash4\"]"}) {
    const std::string ack = R"("ack_to":4,"ack_hash":)" + std::string(hash);
    expect_disbelieved(200, R"({"gen":1,)" + ack + "}");
    expect_disbelieved(409, R"({"code":"fork","at":4,)" + ack + "}");
    expect_disbelieved(409, R"({"code":"gap","need":0,)" + ack + "}");
    expect_disbelieved(409, R"({"code":"epoch","epoch":2,)" + ack + "}");
    expect_disbelieved(422, R"({"code":"refused","gen":1,"seq":4,)" + ack + "}");
  }
}

TEST_F(SyncAnswerTest, GenerationsThatCannotBe) {
  state_.gen = before_.gen = 7;
  for (const char* gen : {"0", "-1", "6", "1"}) {
    expect_disbelieved(200, R"({"ack_to":4,"ack_hash":"hash4","gen":)" + std::string(gen) + "}");
    expect_disbelieved(409, R"({"code":"gen","gen":)" + std::string(gen) + "}");
  }
  before_.gen = 0;
  // Who asked without a generation is not told that it is another one.
  expect_disbelieved(409, R"({"code":"gen","gen":3})");
  // A wrong acknowledgement tells no generation either.
  expect_disbelieved(200, R"({"gen":9007199254740991,"ack_to":4,"ack_hash":"other"})");
}

TEST_F(SyncAnswerTest, RequestsThatNobodyMade) {
  for (const std::int64_t request :
       {std::int64_t{0}, std::int64_t{-1}, state_.next_request, std::int64_t{1} << 53,
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    const SyncState before = state_;
    EXPECT_EQ(answer_to(request, 200, ack(1, 4)).size(), 1u);
    SyncInput failed = input(SyncInputKind::failed);
    failed.request = request;
    EXPECT_EQ(step(failed).size(), 1u);
    EXPECT_TRUE(state_ == before);
  }
}

TEST_F(SyncAnswerTest, AnswerIsTakenOnce) {
  const std::int64_t request = state_.next_request - 1;
  acknowledge(4);
  EXPECT_EQ(state_.acked, 5);
  store(6);
  const SyncState before = state_;
  answer_to(request, 409, R"({"code":"gap","need":0})");
  EXPECT_TRUE(state_ == before);
}

TEST_F(SyncAnswerTest, PartIsAcknowledgedAndTheRestSentAgain) {
  EXPECT_THAT(sent(acknowledge(3)), ElementsAre(4));
  EXPECT_EQ(state_.acked, 4);
}

TEST_F(SyncAnswerTest, FirstAnswerTellsTheGeneration) {
  open(3, 0, 0);
  const auto actions = answer(200, ack(9, 2));
  EXPECT_EQ(state_.gen, 9);
  EXPECT_EQ(find(actions, SyncActionKind::save)->gen, 9);
  EXPECT_EQ(state_.acked, 3);
}

TEST_F(SyncAnswerTest, ErasedStopsForGood) {
  const auto actions = answer(410, R"({"code":"erased"})");
  EXPECT_EQ(status(actions), SyncStatus::halted);
  EXPECT_EQ(reported(actions).reason, "erased");
  EXPECT_EQ(state_.log.size(), 6u);
  EXPECT_THAT(sent(step(SyncInputKind::timer)), ElementsAre(-1));
  EXPECT_EQ(asked(append(6)), 6);
}

TEST_F(SyncAnswerTest, UnknownReleaseIsAskedForSlowly) {
  EXPECT_GE(delay(answer(404, R"({"code":"unknown_release"})")), 60'000);
}

TEST_F(SyncAnswerTest, JitterIsBoundedWhateverTheHostCallsRandom) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double random : {0.0, 0.999999, 1.0, -1.0, 1e300, nan, infinity, -infinity}) {
    state_ = before_;
    const std::int64_t waits = delay(fail(random));
    EXPECT_GE(waits, 500) << random;
    EXPECT_LT(waits, 1500) << random;
  }
}

}  // namespace
}  // namespace tundish
