// What sessions ask of other servers and tell the world, and what comes of it in their logs.
#include "service/outside_performer.hpp"

#include "server/asking_fixture.hpp"
#include "service/deliveries.hpp"
#include "service/webhooks.hpp"

namespace tundish::service {
namespace {

constexpr const char* kAsksCredit = R"({"tundish": 1, "slug": "credit", "title": "T", "layers": [
  {"id": "a", "type": "start", "on_error": "sorry", "components": [
    {"id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Name"},
    {"id": "ask", "type": "endpoint", "endpoint": "credit", "run": "on_submit", "retries": 2,
     "timeout_ms": 1000, "request": [{"from": "name", "to": "name"}],
     "response": [{"from": "offer.rank", "to": "rank"}]},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
  {"id": "sorry", "type": "result", "components": [
    {"id": "s", "type": "message", "text": "Sorry"}]},
  {"id": "z", "type": "result", "components": [
    {"id": "bye", "type": "message", "text": "Bye"}]}]})";

constexpr const char* kSends = R"({"tundish": 1, "slug": "sends", "title": "T", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "mail", "type": "input", "input_type": "text", "slug": "mail", "label": "Mail"},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "do"}]},
  {"id": "do", "type": "action", "next": {"target": "z"}, "actions": [
    {"id": "tell", "kind": "send", "channel": "email", "to": "mail", "text": "Hello {{mail}}"},
    {"id": "shout", "kind": "emit", "event": "lead.made", "data": [{"from": "mail"}]}]},
  {"id": "z", "type": "result", "components": [
    {"id": "bye", "type": "message", "text": "Bye"}]}]})";

class OutsidePerformerTest : public AskingTest {};

TEST_P(OutsidePerformerTest, WritesWhatAnEndpointAnswered) {
  make_credit_endpoint();
  outgoing_.answers = {
      {OutgoingOutcome::answered, 200, R"({"offer":{"rank":"A"},"internal":1})", 0}};
  const Funnel funnel = published(*store_, kAsksCredit);
  const Visitor visitor = asking_visitor(funnel);
  performs(kNow);
  eventually([&] { return effects_of(visitor)[0].is_done; });
  performs(kNow + 1);
  ASSERT_EQ(asked(), 1u) << "once";
  const OutgoingRequest& request = outgoing_.requests[0];
  EXPECT_EQ(request.body, R"({"name":"Ana"})");
  EXPECT_EQ(request.timeout_ms, 1000);
  EXPECT_EQ(request.headers.back().second, effects_of(visitor)[0].effect) << "told the key";
  const std::vector<EffectResult> results = results_of(visitor);
  ASSERT_EQ(results.size(), 1u);
  EXPECT_EQ(to_json(results[0].data), R"({"offer":{"rank":"A"}})");
  EXPECT_EQ(results[0].status, 200);
  const State state = state_of(visitor, funnel);
  EXPECT_EQ(state.status, SessionStatus::completed);
  EXPECT_NE(row(visitor.id)->state.find(R"("rank")"), std::string::npos) << "mapped to its slug";
  EXPECT_EQ(row(visitor.id)->state.find("canary"), std::string::npos);
}

TEST_P(OutsidePerformerTest, TriesAgainAsOftenAsTheAuthorSaysAndThenFails) {
  make_credit_endpoint();
  outgoing_.answers.assign(9, {OutgoingOutcome::answered, 503, "", 0});
  const Funnel funnel = published(*store_, kAsksCredit);
  const Visitor visitor = asking_visitor(funnel);
  std::int64_t now = kNow;
  for (std::size_t attempt = 1; attempt <= 3; ++attempt) {
    performs(now);
    performs(now);
    const std::int64_t lease = now + 1000;
    eventually([&] {
      const store::Effect effect = effects_of(visitor)[0];
      return effect.is_done || (asked() == attempt && effect.due_ms < lease + 1000);
    });
    EXPECT_EQ(asked(), attempt);
    now = effects_of(visitor)[0].due_ms;
  }
  eventually([&] { return effects_of(visitor)[0].is_done; });
  ASSERT_EQ(results_of(visitor).size(), 1u);
  EXPECT_EQ(results_of(visitor)[0].outcome, EffectOutcome::failed);
  EXPECT_EQ(results_of(visitor)[0].status, 503);
  const State state = state_of(visitor, funnel);
  EXPECT_EQ(funnel->layers[static_cast<std::size_t>(state.layer)].id, "sorry") << "its on_error";
}

TEST_P(OutsidePerformerTest, FailsAtOnceWhenThereIsNoSuchEndpoint) {
  const Funnel funnel = published(*store_, kAsksCredit);
  const Visitor visitor = asking_visitor(funnel);
  performs(kNow);
  eventually([&] { return effects_of(visitor)[0].is_done; });
  EXPECT_EQ(results_of(visitor)[0].outcome, EffectOutcome::failed);
  EXPECT_EQ(effects_of(visitor)[0].why, "unknown_endpoint");
  EXPECT_EQ(asked(), 0u);
}

/// The server ended while the call was under way: it is made again when its time is over, under the
/// same key.
TEST_P(OutsidePerformerTest, CallsAgainUnderTheSameKeyWhenItsServerDies) {
  make_credit_endpoint();
  const Funnel funnel = published(*store_, kAsksCredit);
  const Visitor visitor = asking_visitor(funnel);
  store::Effect begun = effects_of(visitor)[0];
  begun.attempts = 1;
  begun.due_ms = kNow + 16'000;
  store_->write([&](store::Writer& writer) { put(writer, begun); });
  performs(kNow + 15'999);
  EXPECT_EQ(asked(), 0u) << "not while it may be under way";
  performs(kNow + 16'000);
  eventually([&] { return effects_of(visitor)[0].is_done; });
  EXPECT_EQ(asked(), 1u);
  EXPECT_EQ(results_of(visitor).size(), 1u);
}

TEST_P(OutsidePerformerTest, SendsMessagesToTheInboxAndTellsWebhooks) {
  const WebhookWish wish{"", "https://hooks.example/", {"lead.made"}};
  const auto webhook = create_webhook(*store_, sealer_, outgoing_, wish, server_actor(kNow));
  const Funnel funnel = published(*store_, kSends);
  Visitor visitor(funnel, 61);
  visitor.play(Answered{"mail", Value("ann@example.com")});
  visitor.play(Pressed{"go"});
  hand_in(visitor);
  performs(kNow);
  performs(kNow);
  EXPECT_EQ(inbox_of("ann@example.com"), std::vector<std::string>{"Hello ann@example.com"});
  std::vector<store::Delivery> deliveries;
  store_->read([&](store::Reader& reader) {
    deliveries = store::list<store::Delivery>(
        reader, store::by_index("deliveries_of_webhook").equal(webhook->row.id));
  });
  ASSERT_EQ(deliveries.size(), 1u);
  const Value body = *parse_value(deliveries[0].body);
  EXPECT_EQ(
      to_json(*body.find("data")),
      R"({"data":{"mail":"ann@example.com"},"funnel":"sends","session":")" + visitor.id + "\"}");
}

TUNDISH_ON_EVERY_STORE(OutsidePerformerTest);

}  // namespace
}  // namespace tundish::service
