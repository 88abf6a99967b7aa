// What the server writes of its own accord: results of effects, and ends.
#include "service/server_lane.hpp"

#include <map>
#include <stdexcept>

#include "server/ingest_fixture.hpp"
#include "service/closing.hpp"
#include "service/effects.hpp"
#include "service/resume.hpp"
#include "service/sandbox.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr const char* kAsking = R"({"tundish": 1, "slug": "asking", "title": "Asking", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Name"},
    {"id": "ask", "type": "endpoint", "endpoint": "credit", "response": [{"to": "rank"}]},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
  {"id": "z", "type": "result", "components": [
    {"id": "bye", "type": "message", "text": "Bye"}]}]})";

/// Answers with how often the key was asked for.
class Counting : public EffectPerformer {
 public:
  Performed perform(const store::Effect& effect, std::int64_t now_ms) override {
    const int times = ++asked[effect.effect];
    if (times <= failures) throw std::runtime_error("nobody is there");
    if (is_slow) return {Performed::Kind::later, {}, now_ms + 500};
    Performed performed;
    performed.kind = Performed::Kind::settled;
    performed.result.data = Value(times);
    return performed;
  }

  std::map<std::string, int> asked;
  int failures = 0;
  bool is_slow = false;
};

class ServerLaneTest : public IngestTest {
 protected:
  ServerLaneTest() : asking_(published(*store_, kAsking)), asker_(asking_, 50) {}

  IngestAnswer hand_in(std::size_t from, std::size_t to, const KnownServerEvents& known = {}) {
    Submission submission = asker_.submission(from, to);
    submission.s_have = known.count;
    submission.s_hash = known.hash;
    return send(submission);
  }
  std::vector<store::Effect> effects_of(const std::string& session) {
    std::vector<store::Effect> rows;
    store_->read([&](store::Reader& reader) {
      rows = store::list<store::Effect>(reader, store::by_key().equal(session));
    });
    return rows;
  }
  std::size_t perform(std::int64_t now_ms = kNow) {
    return perform_effects(*store_, funnels_, performer_, now_ms, 10);
  }
  std::vector<Event> server_lane(const std::string& session) {
    std::vector<Event> lane;
    const std::optional<Resumed> resumed = resume(*store_, session, ResumeFrom{0, 0, 100});
    for (const store::Event& row : resumed->server) lane.push_back(*parse_event(row.text));
    return lane;
  }
  /// The stored state is the replay of both lanes, whose links hold.
  void expect_replays(const std::string& session) {
    const std::optional<Resumed> resumed = resume(*store_, session, ResumeFrom{0, 0, 100});
    std::vector<Event> client;
    for (const store::Event& one : resumed->events) client.push_back(*parse_event(one.text));
    const Rebased rebased = rebase(asking_, client, server_lane(session));
    EXPECT_FALSE(rebased.replay.transition.refused);
    EXPECT_EQ(to_json(asking_, rebased.replay.transition.state), resumed->row.state);
    EXPECT_EQ(to_text(rebased.replay.transition.state.status), resumed->row.status);
  }
  KnownServerEvents known(const std::string& session) {
    const std::vector<Event> lane = server_lane(session);
    return {static_cast<std::int64_t>(lane.size()), lane.empty() ? "" : lane.back().hash};
  }
  Closing close(const std::string& session) {
    Closing closing = Closing::unknown_session;
    store_->write([&](store::Writer& writer) {
      closing = close_session(writer, funnels_, session, "by_operator", kNow);
    });
    return closing;
  }

  Funnel asking_;
  Visitor asker_;
  Counting performer_;
};

TEST_P(ServerLaneTest, WritesWhatCameOfAnEffectOnce) {
  asker_.play(Answered{"name", Value("Ana")});
  hand_in(0, 2);
  const std::vector<store::Effect> rows = effects_of(asker_.id);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].kind, "call");
  EXPECT_EQ(rows[0].effect, asker_.events[0].uid + "-0");
  EXPECT_EQ(perform(), 1U);
  EXPECT_EQ(perform(), 0U);
  const std::vector<Event> lane = server_lane(asker_.id);
  ASSERT_EQ(lane.size(), 1U);
  EXPECT_EQ(lane[0].c_seen, 2);
  EXPECT_EQ(lane[0].lane, Lane::s);
  EXPECT_EQ(std::get<EffectResult>(lane[0].input).data, Value(1));
  EXPECT_TRUE(effects_of(asker_.id)[0].is_done);
  expect_replays(asker_.id);
  store_->write([&](store::Writer& writer) {
    EXPECT_FALSE(settle_effect(writer, funnels_, asker_.id, rows[0].effect, {}, kNow));
    EXPECT_FALSE(settle_effect(writer, funnels_, asker_.id, "none-0", {}, kNow));
  });
}

TEST_P(ServerLaneTest, TellsTheClientWhatItLacks) {
  asker_.play(Answered{"name", Value("Ana")});
  EXPECT_FALSE(hand_in(0, 1).server);
  perform();
  const IngestAnswer told = hand_in(1, 2);
  EXPECT_EQ(told.outcome, IngestOutcome::accepted);
  ASSERT_TRUE(told.server);
  EXPECT_EQ(told.server->from, 0);
  ASSERT_EQ(told.server->events.size(), 1U);
  EXPECT_FALSE(hand_in(1, 2, known(asker_.id)).server);
  EXPECT_TRUE(hand_in(2, 2).server);  // a question without events
  const std::optional<ServerEvents> other = hand_in(1, 2, {1, std::string(64, '0')}).server;
  ASSERT_TRUE(other);
  EXPECT_EQ(other->from, 0);
  const std::optional<ServerEvents> fewer = hand_in(1, 2, {7, std::string(64, '0')}).server;
  ASSERT_TRUE(fewer);
  EXPECT_EQ(fewer->events.size(), 1U);
}

TEST_P(ServerLaneTest, TakesWhatWasMadeInIgnorance) {
  hand_in(0, 1);
  asker_.play(Answered{"name", Value("Ana")});  // has not heard of the result
  perform();
  EXPECT_EQ(asker_.events[1].s_seen, 0);
  EXPECT_EQ(hand_in(1, 2).outcome, IngestOutcome::accepted);
  EXPECT_EQ(server_lane(asker_.id)[0].c_seen, 1);
  expect_replays(asker_.id);
}

TEST_P(ServerLaneTest, RefusesAndKeepsWhatComesAfterTheEnd) {
  hand_in(0, 1);
  EXPECT_EQ(close(std::string(32, '0')), Closing::unknown_session);
  EXPECT_EQ(close(asker_.id), Closing::closed);
  EXPECT_EQ(close(asker_.id), Closing::ended_already);
  EXPECT_EQ(row(asker_.id)->status, "closed");
  asker_.play(Answered{"name", Value("Ana")});
  const IngestAnswer answer = hand_in(1, 2);
  EXPECT_EQ(answer.outcome, IngestOutcome::refused);
  EXPECT_EQ(answer.refused.code, RefusalCode::ended);
  ASSERT_TRUE(answer.server);
  EXPECT_EQ(answer.server->events.size(), 1U);
  std::vector<store::QuarantinedEvent> kept;
  store_->read(
      [&](store::Reader& reader) { kept = reader.list_quarantined(asker_.id, std::nullopt, 10); });
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].code, "ended");
  // What comes back of an effect now is written down, and moves nothing.
  perform();
  EXPECT_EQ(server_lane(asker_.id).size(), 2U);
  EXPECT_EQ(row(asker_.id)->status, "closed");
  expect_replays(asker_.id);
}

/// As a server does that was restored from before it had told the client of a result.
TEST_P(ServerLaneTest, WaitsForWhatItOwesBeforeItRefuses) {
  EffectResult forgotten;
  forgotten.effect = asker_.events[0].uid + "-0";
  Gesture gesture;
  gesture.uid = std::string(32, 'f');
  gesture.lane = Lane::s;
  gesture.input = forgotten;
  ASSERT_FALSE(play(asker_.session, gesture).transition.refused);
  asker_.play(Answered{"name", Value("Ana")});
  EXPECT_EQ(asker_.events[1].s_seen, 1);
  const KnownServerEvents had{1, asker_.session.server_head.hash};
  const IngestAnswer early = hand_in(0, 2, had);
  EXPECT_EQ(early.outcome, IngestOutcome::ahead);
  EXPECT_EQ(early.ack_to, 0);
  EXPECT_FALSE(early.server);  // the client keeps what it has until then
  perform();
  const IngestAnswer answer = hand_in(1, 2, had);
  EXPECT_EQ(answer.outcome, IngestOutcome::accepted);
  ASSERT_TRUE(answer.server);
  EXPECT_EQ(answer.server->from, 0);
  expect_replays(asker_.id);
  Submission more = asker_.submission(2, 2);
  Event ahead = asker_.events[1];
  ahead.seq = 2;
  ahead.prev = asker_.events[1].hash;
  ahead.uid = std::string(32, 'e');
  ahead.s_seen = 2;  // nothing is owed that this could be
  more.events.push_back(submitted(sealed(ahead)));
  EXPECT_EQ(send(more).refused.code, RefusalCode::wrong_seq);
}

TEST_P(ServerLaneTest, TriesAgainLaterAndLater) {
  performer_.failures = 2;
  hand_in(0, 1);
  EXPECT_EQ(perform(kNow), 1U);
  EXPECT_EQ(effects_of(asker_.id)[0].attempts, 1);
  EXPECT_EQ(perform(kNow), 0U);
  const std::int64_t second = effects_of(asker_.id)[0].due_ms;
  EXPECT_GT(second, kNow);
  EXPECT_EQ(perform(second), 1U);
  const std::int64_t third = effects_of(asker_.id)[0].due_ms;
  EXPECT_GT(third - second, second - kNow);
  EXPECT_TRUE(server_lane(asker_.id).empty());
  EXPECT_EQ(perform(third), 1U);
  EXPECT_EQ(server_lane(asker_.id).size(), 1U);
}

/// Each chain that awaits it is told what came of an effect that was done once.
TEST_P(ServerLaneTest, TellsABranchWhatItsParentAskedFor) {
  Visitor other = asker_.fork(1, 51);
  other.play(Answered{"name", Value("Bea")});
  asker_.play(Answered{"name", Value("Ana")});
  hand_in(0, 2);
  perform();
  const std::string branch = other.branch_from(1);
  ASSERT_EQ(send(other.submission_to(branch, asker_.id, 0, 1, 2)).outcome, IngestOutcome::accepted);
  EXPECT_TRUE(server_lane(branch).empty());  // its first event knew nothing
  EXPECT_EQ(perform(), 1U);
  ASSERT_EQ(server_lane(branch).size(), 1U);
  EXPECT_EQ(server_lane(branch)[0].seq, 0);
  EXPECT_EQ(std::get<EffectResult>(server_lane(branch)[0].input).data, Value(1));
  EXPECT_EQ(performer_.asked.begin()->second, 1);
  expect_replays(asker_.id);
  expect_replays(branch);
}

/// A branch shares what was written of its parent's server lane before the parent went on.
TEST_P(ServerLaneTest, GoesOnInABranchFromWhatItKnew) {
  hand_in(0, 1);
  perform();
  const std::vector<Event> lane = server_lane(asker_.id);
  asker_.session.state =
      replay(asking_, std::vector<Event>{asker_.events[0], lane[0]}).transition.state;
  Visitor other = asker_;
  asker_.play(Answered{"name", Value("Ana")});
  hand_in(1, 2);
  Gesture gesture;
  gesture.uid = std::string(32, 'd');
  gesture.t_wall = kNow;
  gesture.input = Answered{"name", Value("Bea")};
  other.events.push_back(play(other.session, gesture).event);
  EXPECT_EQ(other.events[1].s_seen, 1);
  const std::string branch = other.branch_from(1);
  ASSERT_EQ(send(other.submission_to(branch, asker_.id, 0, 1, 2)).outcome, IngestOutcome::accepted);
  EXPECT_EQ(server_lane(branch), lane);
  EXPECT_EQ(close(branch), Closing::closed);
  ASSERT_EQ(server_lane(branch).size(), 2U);
  EXPECT_EQ(server_lane(branch)[1].prev, lane[0].hash);
  EXPECT_EQ(server_lane(asker_.id).size(), 1U);
  expect_replays(branch);
}

TEST_P(ServerLaneTest, LeavesToTheHandInTheSandboxWhatNobodyElseDoes) {
  SandboxPerformer sandbox;
  hand_in(0, 1);
  perform_effects(*store_, funnels_, sandbox, kNow, 10);
  EXPECT_TRUE(server_lane(asker_.id).empty());
  const std::int64_t end = effects_of(asker_.id)[0].due_ms;
  EXPECT_GT(end, kNow);
  perform_effects(*store_, funnels_, sandbox, end, 10);
  ASSERT_EQ(server_lane(asker_.id).size(), 1U);
  EXPECT_EQ(std::get<EffectResult>(server_lane(asker_.id)[0].input).outcome, EffectOutcome::failed);
  for (const char* kind : {"send", "emit"}) {
    store::Effect row;
    row.kind = kind;
    row.text = "{}";
    EXPECT_EQ(sandbox.perform(row, kNow).kind, Performed::Kind::done);
  }
  store::Effect wait;
  wait.kind = "wait";
  wait.text = "{}";
  EXPECT_EQ(sandbox.perform(wait, kNow).result.outcome, EffectOutcome::elapsed);
}

TUNDISH_ON_EVERY_STORE(ServerLaneTest);

}  // namespace
}  // namespace tundish::service
