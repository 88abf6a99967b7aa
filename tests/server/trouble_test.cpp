#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "server/api_fixture.hpp"
#include "server/asked_server.hpp"
#include "server/full_disk.hpp"
#include "server/postgres_cluster.hpp"
#include "server/store_rows.hpp"
#include "server/temporary_folder.hpp"
#include "service/endpoints.hpp"
#include "service/inbox.hpp"
#include "service/resume.hpp"
#include "service/statistics.hpp"
#include "store/outside.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::api {
namespace {

// The disk is full, the database is away: whoever asks is told to come again, and when the trouble
// is over everything goes on, with nothing lost, doubled or counted wrong.

class TroubleTest : public ApiTest {
 protected:
  explicit TroubleTest(std::unique_ptr<store::Store> store) : ApiTest(std::move(store)) {}

  /// One visitor is half way; then there is trouble; then it is over.
  template <class Begin, class End>
  void go_through(Begin begin_trouble, End end_trouble) {
    Visitor visitor(published_order(store_), 1);
    visitor.play_to_the_end();
    ASSERT_EQ(send(visitor, 0, 2).status, 200);
    begin_trouble();
    for (int tries = 0; tries < 3; ++tries) {
      const ClientResponse refused = send(visitor, 2, visitor.events.size());
      EXPECT_EQ(refused.status, 503) << refused.body;
      EXPECT_EQ(refused.header("retry-after"), "2");
    }
    end_trouble();
    const ClientResponse taken = send(visitor, 2, visitor.events.size());
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(send(visitor, 0, visitor.events.size()).status, 200) << "again, and it is the same";
    store_.read([&](store::Reader& reader) {
      EXPECT_EQ(store::own_events(reader, visitor.id).size(), visitor.events.size());
      EXPECT_EQ(count_of(store::all_counts(reader, "order"), store::Measure::sessions), 1);
    });
  }

  /// One visitor waits for an endpoint, another has a code in hand; then there is trouble; then it
  /// is over.
  template <class Begin, class End>
  void ask_through(Begin begin_trouble, End end_trouble) {
    make_endpoint();
    Visitor asker(published(store_, service::kAsksAnEndpoint), 1);
    asker.play(Answered{"name", Value("Ann")});
    asker.play(Pressed{"go"});
    Visitor prover(published(store_, service::kProvesAnAddress), 2);
    prover.play(Answered{"identity", Value("ann@example.com")});
    prover.play(Requested{"who"});
    ASSERT_EQ(send(prover, 0, prover.events.size()).status, 200);
    perform();
    const std::string code = code_sent();
    effect_ = effect_of(prover).effect;
    ASSERT_EQ(send(asker, 0, asker.events.size()).status, 200);
    begin_trouble();
    for (int tries = 0; tries < 3; ++tries) {
      const ClientResponse refused = hand_in_code(prover, code);
      EXPECT_EQ(refused.status, 503) << refused.body;
      EXPECT_EQ(refused.header("retry-after"), "2");
      EXPECT_THROW(perform(), store::StoreError);
    }
    end_trouble();
    EXPECT_EQ(hand_in_code(prover, code).status, 200);
    EXPECT_EQ(hand_in_code(prover, code).status, 409) << "once";
    perform();
    while (!effect_of(asker).is_done) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_EQ(outgoing_.requests.size(), 1u) << "nobody was asked before it could be noted";
    for (const Visitor* visitor : {&asker, &prover}) {
      const auto lane = service::resume(store_, visitor->id, {0, 0, 100})->server;
      ASSERT_EQ(lane.size(), 1u);
      EXPECT_NE(lane[0].text.find(R"("outcome":"done")"), std::string::npos);
    }
    store_.read([&](store::Reader& reader) {
      EXPECT_EQ(count_of(store::all_counts(reader, "asks"), store::Measure::completions), 1);
    });
  }

 private:
  void make_endpoint() {
    service::EndpointWish wish;
    wish.name = "rank";
    wish.method = "POST";
    wish.url = "https://rank.example/";
    wish.parameters = {
        {{"name", service::ParameterKind::exposed, service::ParameterPlace::body, {}, {}}, {}}};
    wish.exposes = {"rank"};
    ASSERT_TRUE(
        create_endpoint(store_, context_.sealer, outgoing_, wish, service::server_actor(kNow)));
  }
  void perform() { perform_effects(store_, funnels_, performer_, kNow, 10); }
  store::Effect effect_of(const Visitor& visitor) {
    return service::AskedServer::effect_of(store_, visitor);
  }
  ClientResponse hand_in_code(const Visitor& visitor, const std::string& code) {
    return client_->request("POST", "/api/v1/play/sessions/" + visitor.id + "/effects/" + effect_,
                            R"({"code":")" + code + "\"}", visitor.secret);
  }
  std::string code_sent() {
    std::string code;
    store_.read([&](store::Reader& reader) {
      const auto messages = store::list<store::InboxMessage>(
          reader, store::by_index("inbox_messages_by_receiver").equal("ann@example.com"));
      code = text_of(messages.at(0), context_.sealer)->substr(0, service::kCodeDigits);
    });
    return code;
  }

  std::string effect_;  ///< the prover's, which cannot be looked up in trouble
  service::ScriptedOutgoing outgoing_;
  service::OutsidePerformer performer_{service::OutsidePerformer::World{
      store_, funnels_, context_.sealer, outgoing_, [] { return kNow; },
      [](const std::string& what) { ADD_FAILURE() << what; }}};
};

class FullDiskTest : public TroubleTest {
 protected:
  FullDiskTest() : FullDiskTest(std::make_unique<TemporaryFolder>()) {}

  FullDisk disk_;
  std::unique_ptr<TemporaryFolder> folder_;

 private:
  explicit FullDiskTest(std::unique_ptr<TemporaryFolder> folder)
      : TroubleTest(std::make_unique<store::SqliteStore>(folder->path("test.sqlite"), 41)),
        folder_(std::move(folder)) {}
};

TEST_F(FullDiskTest, IsToldAndOverWhenThereIsRoom) {
  go_through([this] { disk_.fill(); },
             [this] {
               EXPECT_GT(disk_.refused(), 0);
               disk_.make_room();
             });
}

TEST_F(FullDiskTest, LosesAndDoublesNothingThatIsOwed) {
  ask_through([this] { disk_.fill(); }, [this] { disk_.make_room(); });
}

/// What a file of a visitor meets.
TEST_F(FullDiskTest, IsToldToWhoeverHandsInAFile) {
  const Funnel funnel =
      published(store_, R"({"tundish": 1, "slug": "paper", "title": "P", "layers": [
    {"id": "a", "type": "start", "next": "z", "components": [
      {"id": "paper", "type": "input", "input_type": "file", "slug": "paper", "label": "Paper"}]},
    {"id": "z", "type": "result", "components": [{"id": "bye", "type": "message", "text": "Bye"}]}]})");
  const Visitor visitor(funnel, 1);
  ASSERT_EQ(send(visitor, 0, visitor.events.size()).status, 200);
  const std::string text = "A letter.";
  const std::string target =
      "/api/v1/play/sessions/" + visitor.id + "/uploads/" + sha256_hex(text) + "?input=paper";
  const auto put = [&] {
    HttpClient client(server_.port());
    return client.request("PUT", target, text, visitor.secret, {{"content-range", "bytes 0-8/9"}});
  };
  disk_.fill();
  const ClientResponse refused = put();
  EXPECT_EQ(refused.status, 503) << refused.body;
  EXPECT_EQ(refused.header("retry-after"), "2");
  EXPECT_GT(disk_.refused(), 0);
  disk_.make_room();
  const ClientResponse taken = put();
  EXPECT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(word(json(taken), "state"), "kept");
}

class DatabaseAwayTest : public TroubleTest {
 protected:
  DatabaseAwayTest()
      : TroubleTest(PostgresCluster::is_here() ? PostgresCluster::empty_store(41)
                                               : store_for_tests(41)) {}
  void SetUp() override {
    if (!PostgresCluster::is_here()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
  }
};

TEST_F(DatabaseAwayTest, IsToldAndOverWhenItIsBack) {
  go_through([] { PostgresCluster::shared().stop(); }, [] { PostgresCluster::shared().start(); });
}

TEST_F(DatabaseAwayTest, LosesAndDoublesNothingThatIsOwed) {
  ask_through([] { PostgresCluster::shared().stop(); }, [] { PostgresCluster::shared().start(); });
}

}  // namespace
}  // namespace tundish::api
