// A client that speaks for the server: whatever it claims of effects, ends and the server's lane is
// refused and kept as evidence, and the session is as it was.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/asked_server.hpp"
#include "server/ingest_fixture.hpp"
#include "service/rebuild.hpp"
#include "service/resume.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

/// What a liar makes of the honest event that comes next.
struct Lie {
  const char* what;
  RefusalCode code;
  std::function<void(Event&)> tell;
};

class LaneTampering : public IngestTest {
 protected:
  /// Plays up to the effect, and hands it in.
  void ask(const char* definition, EventInput first, EventInput second) {
    liar_.emplace(published(*store_, definition), 70);
    liar_->play(std::move(first));
    liar_->play(std::move(second));
    ASSERT_EQ(send(liar_->submission()).outcome, IngestOutcome::accepted);
    effect_ = AskedServer::effect_of(*store_, *liar_).effect;
  }
  EffectResult result(EffectOutcome outcome) const {
    EffectResult made;
    made.effect = effect_;
    made.outcome = outcome;
    made.data = *parse_value(R"({"rank":"A"})");
    return made;
  }
  void settle() {
    store_->write([&](store::Writer& writer) {
      EXPECT_TRUE(
          settle_effect(writer, funnels_, liar_->id, effect_, result(EffectOutcome::done), kNow));
    });
  }
  std::optional<Resumed> both_lanes() { return resume(*store_, liar_->id, ResumeFrom{0, 0, 100}); }
  /// Both lanes, the state and what is owed: all that a lie must not change.
  std::string kept() {
    const std::optional<Resumed> resumed = both_lanes();
    std::string all = resumed->row.state + resumed->row.status;
    for (const store::Event& row : resumed->events) all += row.text;
    for (const store::Event& row : resumed->server) all += row.text;
    const store::Effect effect = AskedServer::effect_of(*store_, *liar_);
    return all + (effect.is_done ? "done" : "owed") + effect.result;
  }
  IngestAnswer hand_in_behind(const std::function<void(Event&)>& tell) {
    Event event = liar_->events.back();
    event.seq = static_cast<std::int64_t>(liar_->events.size());
    event.prev = liar_->events.back().hash;
    event.uid = std::string(31, 'e') + std::to_string(lies_++ % 10);
    event.input = WentBack{};
    tell(event);
    Submission submission = liar_->submission(liar_->events.size(), liar_->events.size());
    submission.events.push_back(submitted(sealed(event)));
    return send(submission);
  }
  /// Each lie is told in place of what the visitor would do next.
  void expect_refused(const std::vector<Lie>& lies) {
    const std::string before = kept();
    std::int64_t evidence = 0;
    for (const Lie& lie : lies) {
      SCOPED_TRACE(lie.what);
      const IngestAnswer answer = hand_in_behind(lie.tell);
      EXPECT_EQ(answer.outcome, IngestOutcome::refused);
      EXPECT_EQ(to_text(answer.refused.code), to_text(lie.code)) << answer.refused.sentence;
      EXPECT_EQ(kept(), before) << "nothing has changed";
      store_->read([&](store::Reader& reader) {
        EXPECT_EQ(reader.count_quarantined(liar_->id), ++evidence) << "it is kept as evidence";
      });
    }
  }
  void expect_counted(const char* funnel) {
    store::Counts counted;
    store_->read([&](store::Reader& reader) { counted = store::all_counts(reader, funnel); });
    rebuild_statistics(*store_, funnels_);
    store_->read(
        [&](store::Reader& reader) { EXPECT_EQ(store::all_counts(reader, funnel), counted); });
  }
  Lie claims(const char* what, RefusalCode code, EffectResult claimed) const {
    return {what, code, [claimed](Event& event) { event.input = claimed; }};
  }

  std::optional<Visitor> liar_;
  std::string effect_;
  int lies_ = 0;
};

TEST_P(LaneTampering, NobodySettlesWhatTheServerOwes) {
  ask(kAsksAnEndpoint, Answered{"name", Value("Ann")}, Pressed{"go"});
  EffectResult of_nothing = result(EffectOutcome::elapsed);
  of_nothing.effect = std::string(32, 'a') + "-0";
  expect_refused({
      claims("it is done", RefusalCode::wrong_lane, result(EffectOutcome::done)),
      claims("it has failed", RefusalCode::wrong_lane, result(EffectOutcome::failed)),
      claims("its time is over", RefusalCode::not_awaited, result(EffectOutcome::elapsed)),
      claims("that of another is", RefusalCode::not_awaited, of_nothing),
      claims("there is no network", RefusalCode::not_offline, result(EffectOutcome::offline)),
      {"the server says so", RefusalCode::wrong_lane,
       [this](Event& event) {
         event.lane = Lane::s;
         event.seq = 0;
         event.prev.clear();
         event.c_seen = 3;
         event.input = result(EffectOutcome::done);
       }},
      {"it goes on without one", RefusalCode::waiting,
       [](Event& event) { event.input = Pressed{"go"}; }},
  });
  const std::string before = kept();
  EXPECT_EQ(hand_in_behind([](Event& event) { event.s_seen = 1; }).outcome, IngestOutcome::ahead)
      << "a server that was restored would owe it";
  EXPECT_EQ(kept(), before);
  settle();
  EXPECT_EQ(row(liar_->id)->status, "completed");
  expect_counted("asks");
}

TEST_P(LaneTampering, NobodyChangesWhatTheServerHasWritten) {
  ask(kProvesAnAddress, Answered{"identity", Value("ann@example.com")}, Requested{"who"});
  settle();
  const Event written = *parse_event(both_lanes()->server.at(0).text);
  expect_refused({
      claims("it has failed", RefusalCode::wrong_lane, result(EffectOutcome::failed)),
      {"the very event of the server", RefusalCode::wrong_lane,
       [&](Event& event) { event = written; }},
      {"another in its place", RefusalCode::wrong_lane,
       [&](Event& event) {
         event = written;
         event.input = result(EffectOutcome::failed);
       }},
      {"the server has ended it", RefusalCode::wrong_lane,
       [&](Event& event) {
         event = written;
         event.seq = 1;
         event.prev = written.hash;
         event.input = Closed{"by_operator"};
       }},
      {"it knows of more", RefusalCode::wrong_seq, [](Event& event) { event.s_seen = 2; }},
      {"it is the server's", RefusalCode::wrong_seq, [](Event& event) { event.c_seen = 3; }},
  });
  Gesture heard;
  heard.uid = written.uid;
  heard.t_mono = written.t_mono;
  heard.t_wall = written.t_wall;
  heard.lane = Lane::s;
  heard.input = written.input;
  ASSERT_FALSE(play(liar_->session, heard).transition.refused);
  liar_->play(Pressed{"go"});
  EXPECT_EQ(send(liar_->submission()).outcome, IngestOutcome::accepted) << "the honest log goes on";
  expect_counted("proves");
}

TUNDISH_ON_EVERY_STORE(LaneTampering);

}  // namespace
}  // namespace tundish::service
