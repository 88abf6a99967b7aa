// What sessions ask of the server, while the disk is full, the database is away, commits are lost
// and two servers are in each other's way: each effect happens once, whichever transaction of its
// life meets the fault.
#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/asked_server.hpp"
#include "server/commit_thief.hpp"
#include "server/faulty_store.hpp"
#include "server/full_disk.hpp"
#include "server/postgres_cluster.hpp"
#include "server/store_rows.hpp"
#include "server/temporary_folder.hpp"
#include "service/endpoints.hpp"
#include "service/inbox.hpp"
#include "service/rebuild.hpp"
#include "service/resume.hpp"
#include "store/outside.hpp"
#include "store/postgres_store.hpp"
#include "store/records.hpp"
#include "store/sqlite_store.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kStart = 1760000100000;
constexpr std::int64_t kFirstGeneration = 77;
/// Longer than anybody may believe that a call of theirs is under way.
constexpr std::int64_t kLeaseMs = 60'000;

/// One visitor who asks an endpoint, and one who proves an address.
struct AskerAndProver {
  Visitor asker;
  Visitor prover;
  std::string address;
  int wrong = 0;   ///< answers to the wrong code
  int right = 0;   ///< the same to the right one
  int closed = 0;  ///< times that somebody ended the prover's session
};

class EffectFaults : public testing::Test {
 protected:
  /// The first server works on `store` behind what makes the faults; `truth` is the database.
  void open(store::Store& store, store::Store& truth) {
    truth_ = &truth;
    faulty_ = std::make_unique<FaultyStore>(store);
    first_ = std::make_unique<AskedServer>(*faulty_, truth, world_);
    asks_.emplace(published(truth, kAsksAnEndpoint));
    proves_.emplace(published(truth, kProvesAnAddress));
    EndpointWish wish;
    wish.name = "rank";
    wish.method = "POST";
    wish.url = "https://rank.example/";
    wish.parameters = {{{"name", ParameterKind::exposed, ParameterPlace::body, {}, {}}, {}}};
    wish.exposes = {"rank"};
    ASSERT_TRUE(create_endpoint(truth, first_->sealer, world_, wish, server_actor(kStart)));
  }

  AskerAndProver new_pair() {
    const int number = 2 * ++pairs_;
    AskerAndProver pair{Visitor(*asks_, number), Visitor(*proves_, number + 1),
                        "visitor" + std::to_string(number) + "@example.com"};
    pair.asker.play(Answered{"name", Value(pair.address)});
    pair.asker.play(Pressed{"go"});
    pair.prover.play(Answered{"identity", Value(pair.address)});
    pair.prover.play(Requested{"who"});
    return pair;
  }

  /// All that happens to a pair, one thing after the other.
  static constexpr int kSteps = 7;
  void take_step(int step, AskedServer& on, AskerAndProver& pair) {
    switch (step) {
      case 0:
        return on.hand_in(pair.asker);
      case 1:
        return on.perform(pair.asker);
      case 2:
        return on.hand_in(pair.prover);
      case 3:
        return on.perform(pair.prover);
      case 4:
        pair.wrong +=
            on.hand_in_code(pair.prover, code_of(pair, "x")).outcome == ProofOutcome::wrong;
        return;
      case 5:
        pair.right +=
            on.hand_in_code(pair.prover, code_of(pair, "")).outcome == ProofOutcome::right;
        return;
      default:
        pair.closed += on.close(pair.prover) == Closing::closed;
    }
  }

  /// The whole story on the first server; whenever the store fails, `heal` ends the trouble, and
  /// the step is done again later, as clients and duties do.
  template <class Heal>
  void play(AskerAndProver& pair, Heal heal) {
    for (int step = 0; step < kSteps; ++step) {
      step_ = step;
      for (int tries = 0; true; ++tries) {
        ASSERT_LT(tries, 5) << "step " << step;
        try {
          take_step(step, *first_, pair);
          break;
        } catch (const store::StoreError&) {
          ++troubles_;
          heal();
          first_->now_ms += kLeaseMs;
        }
      }
    }
  }

  /// The story as often as it has transactions, each time with the fault in another of them.
  template <class Fault, class Heal>
  void meet_everywhere(Fault fault, Heal heal) {
    AskerAndProver calm = new_pair();
    faulty_->meet(-1, nullptr);
    play(calm, heal);
    const int writes = faulty_->writes();
    EXPECT_GE(writes, 10);
    expect_once(calm);
    for (int number = 0; number < writes; ++number) {
      SCOPED_TRACE("transaction " + std::to_string(number));
      AskerAndProver pair = new_pair();
      faulty_->meet(number, [&] { fault(pair); });
      play(pair, heal);
      EXPECT_TRUE(faulty_->has_met()) << "the fault was met";
      repeated_ += faulty_->repetitions() > 0 ? 1 : 0;
      expect_once(pair);
      if (HasFailure()) return;
    }
    expect_counted();
  }

  std::string code_of(const AskerAndProver& pair, const std::string& wrong) {
    const std::vector<std::string> texts = inbox_of(pair);
    return texts.empty() ? wrong : wrong + texts.front().substr(wrong.size(), kCodeDigits);
  }
  std::vector<std::string> inbox_of(const AskerAndProver& pair) {
    std::vector<std::string> texts;
    truth_->read([&](store::Reader& reader) {
      for (const auto& message : store::list<store::InboxMessage>(
               reader, store::by_index("inbox_messages_by_receiver").equal(pair.address))) {
        texts.push_back(*text_of(message, first_->sealer));
      }
    });
    return texts;
  }

  struct Lane {
    int done = 0;
    int failed = 0;
    int closed = 0;
  };
  /// What the server has written into the session; both lanes replay to the state that is kept.
  Lane lane_of(const Visitor& visitor) {
    const std::optional<Resumed> resumed = resume(*truth_, visitor.id, ResumeFrom{0, 0, 100});
    std::vector<Event> client;
    for (const store::Event& row : resumed->events) client.push_back(*parse_event(row.text));
    EXPECT_EQ(client, visitor.events) << "nothing lost, nothing doubled";
    std::vector<Event> server;
    Lane lane;
    for (const store::Event& row : resumed->server) {
      server.push_back(*parse_event(row.text));
      const auto* result = std::get_if<EffectResult>(&server.back().input);
      const bool is_done = result != nullptr && result->outcome == EffectOutcome::done;
      ++(result == nullptr ? lane.closed : is_done ? lane.done : lane.failed);
    }
    const Rebased rebased = rebase(visitor.session.funnel, client, server);
    EXPECT_FALSE(rebased.replay.transition.refused);
    EXPECT_EQ(to_json(visitor.session.funnel, rebased.replay.transition.state), resumed->row.state);
    return lane;
  }

  void expect_once(const AskerAndProver& pair) {
    const store::Effect call = AskedServer::effect_of(*truth_, pair.asker);
    EXPECT_TRUE(call.is_done);
    const Lane asked = lane_of(pair.asker);
    EXPECT_EQ(asked.done, 1);
    EXPECT_EQ(asked.failed + asked.closed, 0);
    EXPECT_GE(requests_with(call.effect), 1);
    EXPECT_LE(requests_with(call.effect), 2) << "again at most, under the same key";
    EXPECT_EQ(requests_of(pair), requests_with(call.effect)) << "under no other";
    EXPECT_EQ(inbox_of(pair).size(), 1u) << "one code";
    const Lane proven = lane_of(pair.prover);
    EXPECT_EQ(pair.right, 1);
    EXPECT_EQ(proven.done, 1);
    EXPECT_EQ(proven.failed, pair.wrong) << "each wrong try is told, and told once";
    EXPECT_GE(pair.wrong, 1);
    EXPECT_EQ(pair.closed, 1);
    EXPECT_EQ(proven.closed, 1);
  }
  int requests_with(const std::string& key) {
    const std::lock_guard lock(world_.mutex);
    int count = 0;
    for (const OutgoingRequest& one : world_.requests) count += one.headers.back().second == key;
    return count;
  }
  int requests_of(const AskerAndProver& pair) {
    const std::lock_guard lock(world_.mutex);
    int count = 0;
    for (const OutgoingRequest& one : world_.requests) {
      count += one.body.find('"' + pair.address + '"') != std::string::npos;
    }
    return count;
  }

  /// The numbers are those of the logs.
  void expect_counted() {
    const auto before = all_sums();
    EXPECT_EQ(sum_of("asks", store::Measure::sessions), pairs_);
    EXPECT_EQ(sum_of("asks", store::Measure::completions), pairs_);
    EXPECT_EQ(sum_of("proves", store::Measure::sessions), pairs_);
    EXPECT_EQ(rebuild_statistics(*truth_, first_->funnels).sessions, 2 * pairs_);
    EXPECT_EQ(all_sums(), before);
  }
  std::int64_t sum_of(const char* funnel, store::Measure measure) {
    std::int64_t sum = 0;
    truth_->read([&](store::Reader& reader) {
      sum = store::count_of(store::all_counts(reader, funnel), measure);
    });
    return sum;
  }
  std::vector<std::vector<store::CounterSum>> all_sums() {
    std::vector<std::vector<store::CounterSum>> all;
    for (const char* funnel : {"asks", "proves"}) {
      for (const store::CountedBy by : {store::CountedBy::nothing, store::CountedBy::day}) {
        store::CounterQuery query;
        query.funnel = funnel;
        query.by = by;
        truth_->read([&](store::Reader& reader) { all.push_back(reader.sum_counters(query)); });
      }
    }
    return all;
  }

  ScriptedOutgoing world_;
  store::Store* truth_ = nullptr;
  std::unique_ptr<FaultyStore> faulty_;
  std::unique_ptr<AskedServer> first_;
  std::optional<Funnel> asks_;
  std::optional<Funnel> proves_;
  int pairs_ = 0;
  int step_ = 0;
  int troubles_ = 0;  ///< times that somebody was told of the fault
  int repeated_ = 0;  ///< stories in which a transaction was done anew
};

TEST_F(EffectFaults, HappenOnceWhenTheDiskIsFull) {
  const TemporaryFolder folder;
  store::SqliteStore store(folder.path("test.sqlite"), kFirstGeneration);
  FullDisk disk;
  open(store, store);
  meet_everywhere([&](AskerAndProver&) { disk.fill(); }, [&] { disk.make_room(); });
  EXPECT_GE(troubles_, 9);
}

class EffectFaultsOnPostgres : public EffectFaults {
 protected:
  void SetUp() override {
    if (!PostgresCluster::is_here()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
    PostgresCluster::shared().empty(kFirstGeneration);
    thief_ = std::make_unique<CommitThief>(PostgresCluster::shared().folder());
    far_ = std::make_unique<store::PostgresStore>(thief_->url(), kFirstGeneration);
    near_ =
        std::make_unique<store::PostgresStore>(PostgresCluster::shared().url(), kFirstGeneration);
    open(*far_, *near_);
  }
  void TearDown() override {
    first_.reset();
    far_.reset();
  }

  std::unique_ptr<CommitThief> thief_;
  std::unique_ptr<store::PostgresStore> far_;   ///< behind the thief
  std::unique_ptr<store::PostgresStore> near_;  ///< the same database
};

TEST_F(EffectFaultsOnPostgres, HappenOnceWhenTheDatabaseGoesAway) {
  meet_everywhere([&](AskerAndProver&) { thief_->go_away(); }, [&] { thief_->come_back(); });
  EXPECT_GE(troubles_, 9);
}

TEST_F(EffectFaultsOnPostgres, HappenOnceWhenTheConnectionIsLostAtTheCommit) {
  using Theft = CommitThief::Theft;
  const auto nothing = [] {};
  for (const Theft theft : {Theft::question, Theft::answer, Theft::late_answer}) {
    SCOPED_TRACE(static_cast<int>(theft));
    const int before = thief_->thefts();
    meet_everywhere([&](AskerAndProver&) { thief_->steal(theft); }, nothing);
    EXPECT_GE(thief_->thefts() - before, 10);
  }
  EXPECT_EQ(troubles_, 0) << "nobody hears of it";
}

/// Whatever the first server does, another has done it since its transaction began.
TEST_F(EffectFaultsOnPostgres, HappenOnceWhenAnotherServerIsFaster) {
  AskedServer second(*near_, *near_, world_);
  const auto be_faster = [&](AskerAndProver& pair) {
    second.now_ms = first_->now_ms + kLeaseMs;
    take_step(step_, second, pair);
  };
  meet_everywhere(be_faster, [] {});
  EXPECT_EQ(troubles_, 0);
  EXPECT_GE(repeated_, 9) << "transactions could not be serialized, and were done anew";
  std::printf("%d pairs, %zu requests, %d stories with a transaction that was done anew\n", pairs_,
              world_.requests.size(), repeated_);
}

}  // namespace
}  // namespace tundish::service
