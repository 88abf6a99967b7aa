#include <algorithm>

#include "server/api_fixture.hpp"
#include "tundish/session.hpp"
#include "tundish/sync.hpp"

namespace tundish::api {
namespace {

/// What clients of the sync protocol are answered, and what operators see of it.
class ApiSync : public ApiTest {
 protected:
  ApiSync() : visitor_(published_order(store_), 1) { visitor_.play_to_the_end(); }

  /// Hands in a body with some members put in front of it; those win over none.
  ClientResponse post(const std::string& session, const std::string& members,
                      const std::string& body) {
    return client_->request("POST", "/api/v1/play/sessions/" + session + "/events",
                            '{' + members + body.substr(1), visitor_.secret);
  }
  ClientResponse post_branch(const Visitor& other, std::size_t seq, std::size_t from,
                             std::size_t to) {
    return post(other.branch_from(seq), branch_members(other.id, seq), other.body(from, to));
  }
  static std::string branch_members(const std::string& parent, std::size_t seq) {
    return R"("parent":")" + parent + R"(","at":)" +
           std::to_string(static_cast<std::int64_t>(seq) - 1) + ',';
  }
  static std::string replaced(std::string text, const std::string& what, const std::string& with) {
    return text.replace(text.find(what), what.size(), with);
  }
  ClientResponse read(const std::string& session) {
    return client_->request("GET", "/api/v1/play/sessions/" + session, {}, visitor_.secret);
  }
  static std::string names(const Value& object) {
    std::string list;
    for (const Value::Member& member : object.object()) list += member.name + ' ';
    return list;
  }

  Visitor visitor_;
};

TEST_F(ApiSync, AcceptsWithWhatIsCommitted) {
  const Value answer = json(send(visitor_, 0, 3));
  EXPECT_EQ(names(answer), "ack_hash ack_to epoch gen s_events ");
  EXPECT_EQ(number(answer, "gen"), 41);
  EXPECT_EQ(number(answer, "epoch"), 1);
  EXPECT_EQ(number(answer, "ack_to"), 2);
  EXPECT_EQ(word(answer, "ack_hash"), visitor_.events[2].hash);
  EXPECT_TRUE(answer.find("s_events")->list().empty());
  const Value probe = json(post(visitor_.id, "", visitor_.body(3, 3)));
  EXPECT_EQ(number(probe, "ack_to"), 2);
  EXPECT_EQ(word(probe, "ack_hash"), visitor_.events[2].hash);
}

TEST_F(ApiSync, EveryConflictTellsWhatIsCommitted) {
  const ClientResponse gap = send(visitor_, 2, 4);
  EXPECT_EQ(gap.status, 409);
  EXPECT_EQ(gap.header("content-type"), "application/problem+json");
  EXPECT_EQ(number(json(gap), "ack_to"), -1);
  EXPECT_EQ(word(json(gap), "ack_hash"), "");
  EXPECT_EQ(number(json(gap), "need"), 0);

  send(visitor_, 0, 3);
  Visitor other = visitor_.fork(2, 50);
  other.play(Answered{"size", Value("small")});
  const Value fork = json(send(other, 0, 3));
  EXPECT_EQ(names(fork), "ack_hash ack_to at code detail epoch hash_at head status title type ");
  EXPECT_EQ(number(fork, "at"), 2);
  EXPECT_EQ(number(fork, "ack_to"), 1);
  EXPECT_EQ(word(fork, "ack_hash"), visitor_.events[1].hash);

  post(visitor_.id, "", replaced(visitor_.body(3, 3), R"("epoch":1)", R"("epoch":2)"));
  const ClientResponse epoch = send(visitor_, 2, 5);
  EXPECT_EQ(epoch.status, 409);
  EXPECT_EQ(names(json(epoch)), "ack_hash ack_to at code detail epoch head status title type ");
  EXPECT_EQ(word(json(epoch), "code"), "epoch");
  EXPECT_EQ(number(json(epoch), "epoch"), 2);
  EXPECT_EQ(number(json(epoch), "at"), 3);
  EXPECT_EQ(number(json(epoch), "head"), 2);
  EXPECT_EQ(number(json(epoch), "ack_to"), 2);

  const ClientResponse gen =
      post(visitor_.id, "", replaced(visitor_.body(0, 1), R"("gen":0)", R"("gen":40)"));
  EXPECT_EQ(gen.status, 409);
  EXPECT_EQ(names(json(gen)), "ack_hash ack_to code detail gen status title type ");
  EXPECT_EQ(number(json(gen), "gen"), 41);

  const ClientResponse orphan = post_branch(other, 2, 2, 3);
  EXPECT_EQ(orphan.status, 200) << orphan.body;
  const ClientResponse stray =
      post(visitor_.branch_from(5), branch_members(visitor_.id, 5), visitor_.body(5, 6));
  EXPECT_EQ(stray.status, 409);
  EXPECT_EQ(names(json(stray)), "ack_hash ack_to code detail status title type ");
  EXPECT_EQ(word(json(stray), "code"), "orphan");
}

TEST_F(ApiSync, ARefusalTellsWhatIsCommittedAndWhy) {
  const ClientResponse response =
      post(visitor_.id, "", replaced(visitor_.body(0, 6), R"("large")", R"("huge!")"));
  EXPECT_EQ(response.status, 422);
  const Value problem = json(response);
  EXPECT_EQ(names(problem),
            "ack_hash ack_to code detail gen pointer reason sentence seq status title type ");
  EXPECT_EQ(number(problem, "seq"), 2);
  EXPECT_EQ(number(problem, "ack_to"), 1);
  EXPECT_EQ(word(problem, "ack_hash"), visitor_.events[1].hash);
  EXPECT_EQ(number(problem, "gen"), 41);
  EXPECT_EQ(word(problem, "reason"), "wrong_hash");
}

TEST_F(ApiSync, TakesABranchAndGivesItBackWhole) {
  send(visitor_, 0, 6);
  Visitor other = visitor_.fork(2, 50);
  other.play(Answered{"size", Value("small")});
  other.play(Pressed{"go"});
  const ClientResponse taken = post_branch(other, 2, 2, 4);
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(number(json(taken), "ack_to"), 3);

  const Value root = json(read(visitor_.id));
  EXPECT_EQ(names(root), "epoch events gen head release s_events status ");
  const Value branch = json(read(other.branch_from(2)));
  EXPECT_EQ(names(branch), "at epoch events gen head parent release s_events status ");
  EXPECT_EQ(number(branch, "at"), 1);
  EXPECT_EQ(word(branch, "parent"), visitor_.id);
  EXPECT_EQ(number(branch, "head"), 3);
  EXPECT_EQ(word(branch, "status"), "completed");
  const Value::List& events = branch.find("events")->list();
  ASSERT_EQ(events.size(), other.events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(to_json(events[i]), to_json(other.events[i])) << i;
  }
  const std::string target = "/api/v1/play/sessions/" + other.branch_from(2);
  EXPECT_EQ(client_->request("GET", target, {}, std::string(64, '9')).status, 403);
  EXPECT_EQ(read(std::string(32, 'a')).status, 404);
}

TEST_F(ApiSync, ShowsOperatorsBranchesAndWhatWasRefused) {
  send(visitor_, 0, 4);
  Visitor other = visitor_.fork(3, 50);
  other.play(Answered{"size", Value("small")});
  post_branch(other, 3, 3, 4);
  post(visitor_.id, "", replaced(visitor_.body(0, 6), R"("value":3)", R"("value":4)"));

  const Value root = json(ask("GET", "/api/v1/sessions/" + visitor_.id));
  EXPECT_EQ(number(root, "quarantined"), 2);
  EXPECT_EQ(root.find("parent"), nullptr);
  const Value branch = json(ask("GET", "/api/v1/sessions/" + other.branch_from(3)));
  EXPECT_EQ(word(branch, "parent"), visitor_.id);
  EXPECT_EQ(word(branch, "root"), visitor_.id);
  EXPECT_EQ(number(branch, "at"), 2);
  EXPECT_EQ(number(branch, "quarantined"), 2) << "of everything that shares the root";
  EXPECT_EQ(json(ask("GET", "/api/v1/sessions")).find("sessions")->list().size(), 2u);

  const std::string target = "/api/v1/sessions/" + visitor_.id + "/quarantine";
  const Value all = json(ask("GET", target));
  ASSERT_EQ(all.find("quarantine")->list().size(), 2u);
  EXPECT_EQ(all.find("cursor"), nullptr);
  const Value& first = all.find("quarantine")->list()[0];
  EXPECT_EQ(names(first), "at code hash parent received_at root seq session text uid ");
  EXPECT_EQ(number(first, "seq"), 4);
  EXPECT_EQ(number(first, "at"), 3);
  EXPECT_EQ(word(first, "code"), "wrong_hash");
  EXPECT_EQ(word(first, "hash"), visitor_.events[4].hash);
  EXPECT_EQ(word(first, "text"),
            replaced(to_json(visitor_.events[4]), R"("value":3)", R"("value":4)"));
  EXPECT_EQ(word(first, "session"), visitor_.branch_from(4));
  EXPECT_EQ(word(first, "received_at"), "2025-10-09T08:55:00.123Z");
  EXPECT_EQ(word(all.find("quarantine")->list()[1], "code"), "after");
  EXPECT_EQ(ask("GET", "/api/v1/sessions/" + other.branch_from(3) + "/quarantine").body,
            ask("GET", target).body);

  const Value page = json(ask("GET", target + "?limit=1"));
  ASSERT_NE(page.find("cursor"), nullptr);
  const Value rest = json(ask("GET", target + "?limit=1&cursor=" + word(page, "cursor")));
  ASSERT_EQ(rest.find("quarantine")->list().size(), 1u);
  EXPECT_EQ(number(rest.find("quarantine")->list()[0], "seq"), 5);
  EXPECT_EQ(rest.find("cursor"), nullptr);
  EXPECT_EQ(ask("GET", target + "?cursor=odd").status, 422);
  EXPECT_EQ(ask("GET", target + "?limit=0").status, 422);
  EXPECT_EQ(ask("GET", "/api/v1/sessions/nobody/quarantine").status, 404);
  EXPECT_EQ(ask_openly("GET", target).status, 401);
}

TEST_F(ApiSync, TakesRefusedEventsAsEvidence) {
  send(visitor_, 0, 3);
  const std::string body = visitor_.body(3, 6);
  const std::string members = R"("refused":true,)" + branch_members(visitor_.id, 3);
  const ClientResponse kept = post(visitor_.branch_from(3), members, body);
  ASSERT_EQ(kept.status, 200) << kept.body;
  EXPECT_EQ(number(json(kept), "ack_to"), 5);
  EXPECT_EQ(names(json(kept)), "ack_hash ack_to epoch gen s_events ");
  EXPECT_EQ(number(json(ask("GET", "/api/v1/sessions/" + visitor_.id)), "events"), 3);
  EXPECT_EQ(post(visitor_.id, R"("refused":true,)", body).status, 403) << "no branch";
}

TEST_F(ApiSync, AsksToComeBackLaterWhenTheQuarantineIsFull) {
  store_.write([&](store::Writer& writer) {
    for (std::int64_t seq = 0; seq < static_cast<std::int64_t>(kMaxEvents); ++seq) {
      store::QuarantinedEvent event;
      event.session = visitor_.id.substr(0, 4) + std::string(28, 'a');
      event.seq = seq;
      event.root = visitor_.id;
      writer.add_quarantined(event);
    }
  });
  const ClientResponse full =
      post(visitor_.branch_from(3), R"("refused":true,)" + branch_members(visitor_.id, 3),
           visitor_.body(3, 6));
  EXPECT_EQ(full.status, 429);
  EXPECT_EQ(word(json(full), "code"), "quarantine_full");
  EXPECT_EQ(full.header("retry-after"), "3600");
}

TEST_F(ApiSync, RefusesWhatIsNoSubmission) {
  const std::string body = visitor_.body(0, 2);
  for (const char* members : {R"("at":-2,)", R"("at":1.5,)", R"("at":"1",)", R"("parent":7,)",
                              R"("refused":1,)", R"("refused":"true",)", R"("at":1000001,)"}) {
    const ClientResponse response = post(visitor_.id, members, body);
    EXPECT_EQ(response.status, 422) << members;
    EXPECT_EQ(word(json(response), "code"), "invalid") << members;
  }
  EXPECT_EQ(post(visitor_.id, "", replaced(body, R"("from":0)", R"("from":-1)")).status, 422);
  EXPECT_EQ(
      post(visitor_.id, "", replaced(body, R"("from":0)", R"("from":9007199254740991)")).status,
      422);
  EXPECT_EQ(post(visitor_.id, R"("parent":"x",)", body).status, 403) << "the root has none";
  EXPECT_EQ(post(std::string(32, 'f'), "", body).status, 403);
  EXPECT_EQ(post("odd", R"("parent":"x",)", body).status, 403);
  EXPECT_EQ(send(visitor_, 0, 2).status, 200) << "the honest one is taken after all that";
}

TEST_F(ApiSync, TakesAnyListOfEventsWithoutFallingOver) {
  for (const char* events :
       {"[null]", "[[]]", "[{}]", "[7,8,9]", R"([{"seq":0}])",
        R"([{"hash":"a","kind":"started","input":{}}])", R"(["\u0001"])", "[[[[[[[[]]]]]]]]"}) {
    std::string body = visitor_.body(0, 0);
    body = replaced(body, R"("events":[])", R"("events":)" + std::string(events));
    const ClientResponse response = post(visitor_.id, "", body);
    EXPECT_EQ(response.status, 422) << events;
    EXPECT_EQ(word(json(response), "code"), "refused") << events;
    EXPECT_EQ(word(json(response), "reason"), "malformed") << events;
  }
  EXPECT_EQ(send(visitor_, 0, 6).status, 200);
}

}  // namespace
}  // namespace tundish::api
