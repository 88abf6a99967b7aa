#include "service/outbox.hpp"

#include <atomic>
#include <chrono>
#include <map>
#include <set>
#include <stdexcept>
#include <thread>

#include "server/ingest_fixture.hpp"
#include "service/statistics.hpp"

namespace tundish::service {
namespace {

/// Remembers what it was asked for; refuses the keys that it was told to.
class Recorder : public Deliverer {
 public:
  void deliver(const store::Intent& intent, const std::string& key) override {
    ++asked_[key];
    if (refused.count(key) != 0) throw std::runtime_error("nobody is there");
    names.insert(intent.name);
    ++delivered[key];
  }
  int asked(const std::string& key) { return asked_[key]; }

  std::set<std::string> refused;
  std::map<std::string, int> delivered;
  std::set<std::string> names;

 private:
  std::map<std::string, int> asked_;
};

/// A store whose disk is full at the end of every transaction.
class FullDisk : public store::Store {
 public:
  explicit FullDisk(store::Store& inner) : inner_(inner) {}
  void read(const std::function<void(store::Reader&)>& work) override { inner_.read(work); }
  void write(const std::function<void(store::Writer&)>& work) override {
    inner_.write([&](store::Writer& writer) {
      work(writer);
      throw store::StoreError("the disk is full");
    });
  }

 private:
  store::Store& inner_;
};

/// A store that has to make every transaction twice, as databases do that resolve conflicts.
class TwiceAtIt : public store::Store {
 public:
  explicit TwiceAtIt(store::Store& inner) : inner_(inner) {}
  void read(const std::function<void(store::Reader&)>& work) override {
    inner_.read(work);
    inner_.read(work);
  }
  void write(const std::function<void(store::Writer&)>& work) override {
    FullDisk first(inner_);
    EXPECT_THROW(first.write(work), store::StoreError);
    inner_.write(work);
  }

 private:
  store::Store& inner_;
};

class Outbox : public IngestTest {
 protected:
  /// The key of the intent of the visitor's last event.
  std::string key() const { return visitor_.events.back().uid + "-0"; }

  Recorder recorder_;
};

TEST_P(Outbox, DeliversWhatAnAcceptedEventTriggers) {
  send(0, 5);
  EXPECT_TRUE(waiting_intents().empty());
  send(5, 6);
  const std::vector<store::Intent> waiting = waiting_intents();
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0], (store::Intent{visitor_.id, visitor_.events[5].uid, 0, "order",
                                       "order_placed", kNow, 0}));
  EXPECT_EQ(deliver_pending(*store_, recorder_, kNow + 1, 10).delivered, 1u);
  EXPECT_EQ(recorder_.delivered, (std::map<std::string, int>{{key(), 1}}));
  EXPECT_EQ(recorder_.names, std::set<std::string>{"order_placed"});
  EXPECT_TRUE(waiting_intents().empty());
  EXPECT_EQ(deliver_pending(*store_, recorder_, kNow + 2, 10).delivered, 0u);
}

TEST_P(Outbox, DeliversOnceHoweverOftenTheEventIsSent) {
  for (int i = 0; i < 3; ++i) send(visitor_.submission());
  EXPECT_EQ(waiting_intents().size(), 1u);
  deliver_pending(*store_, recorder_, kNow, 10);
  for (int i = 0; i < 3; ++i) send(3, 6);
  EXPECT_TRUE(waiting_intents().empty());
}

TEST_P(Outbox, DeliversForABranchWhatHappensOnIt) {
  send(visitor_.submission());
  Visitor other = visitor_.fork(4, 50);
  other.play(Answered{"count", Value(9)});
  other.play(Pressed{"go"});
  for (int i = 0; i < 2; ++i) {
    send(other.submission_to(other.branch_from(4), other.id, 3, 4, 6));
  }
  deliver_pending(*store_, recorder_, kNow, 10);
  EXPECT_EQ(recorder_.delivered,
            (std::map<std::string, int>{{key(), 1}, {other.events.back().uid + "-0", 1}}));
}

TEST_P(Outbox, HasNothingOfATransactionThatWasRolledBack) {
  FullDisk full(*store_);
  EXPECT_THROW(ingest(full, funnels_, visitor_.submission(), kNow), store::StoreError);
  EXPECT_TRUE(waiting_intents().empty());
  EXPECT_EQ(stored_events(), 0u);
  EXPECT_FALSE(row(visitor_.id).has_value());
  Submission wrong = visitor_.submission();
  wrong.events[2] = submitted(Value("no event"));
  EXPECT_THROW(ingest(full, funnels_, wrong, kNow), store::StoreError);
  EXPECT_TRUE(quarantined().empty());
  EXPECT_EQ(send(visitor_.submission()).ack_to, 5);
  EXPECT_EQ(waiting_intents().size(), 1u);
}

TEST_P(Outbox, HasOneIntentWhenTheTransactionWasMadeTwice) {
  TwiceAtIt twice(*store_);
  EXPECT_EQ(ingest(twice, funnels_, visitor_.submission(0, 4), kNow).ack_to, 3);
  const IngestAnswer answer = ingest(twice, funnels_, visitor_.submission(2, 6), kNow);
  EXPECT_EQ(answer.outcome, IngestOutcome::accepted);
  EXPECT_EQ(answer.ack_to, 5);
  EXPECT_EQ(waiting_intents().size(), 1u);
  EXPECT_EQ(stored_events(), 6u);
  const Statistics statistics = statistics_of_order();
  EXPECT_EQ(statistics.completions, 1);
}

TEST_P(Outbox, HasNothingOfARefusedEvent) {
  Submission submission = visitor_.submission();
  submission.events[5] = submitted(Value("no event"));
  send(submission);
  EXPECT_TRUE(waiting_intents().empty());
}

TEST_P(Outbox, TriesAgainWhatCouldNotBeDelivered) {
  send(visitor_.submission());
  Visitor other(funnel_, 2);
  other.play_to_the_end();
  send(other.submission());
  recorder_.refused = {key()};
  const Delivered first = deliver_pending(*store_, recorder_, kNow, 10);
  EXPECT_EQ(first.delivered, 1u) << "one that fails holds up no other";
  EXPECT_EQ(first.failed, 1u);
  ASSERT_EQ(waiting_intents().size(), 1u);
  recorder_.refused.clear();
  EXPECT_EQ(deliver_pending(*store_, recorder_, kNow, 10).delivered, 1u);
  EXPECT_EQ(recorder_.asked(key()), 2);
  EXPECT_EQ(recorder_.delivered.size(), 2u);
}

TEST_P(Outbox, DeliversOldestFirstAndNoMoreThanAsked) {
  for (int i = 0; i < 5; ++i) {
    store_->write([&](store::Writer& writer) {
      writer.add_intent(
          store::Intent{visitor_.id, "uid" + std::to_string(i), 0, "f", "n", kNow - i, 0});
    });
  }
  EXPECT_EQ(deliver_pending(*store_, recorder_, kNow, 2).delivered, 2u);
  EXPECT_EQ(recorder_.delivered, (std::map<std::string, int>{{"uid3-0", 1}, {"uid4-0", 1}}));
  EXPECT_EQ(waiting_intents().front().uid, "uid2");
}

TEST_P(Outbox, ThreadDeliversWhileItLives) {
  std::atomic<int> delivered{0};
  class Counter : public Deliverer {
   public:
    explicit Counter(std::atomic<int>& count) : count_(count) {}
    void deliver(const store::Intent&, const std::string&) override { ++count_; }

   private:
    std::atomic<int>& count_;
  };
  Counter counter(delivered);
  {
    const DutyThread thread(
        *store_, deliveries(*store_, counter), [] { return kNow; },
        [](const std::string&, const std::optional<std::string>& why) {
          ADD_FAILURE() << why.value_or("goes on");
        });
    send(visitor_.submission());
    while (!waiting_intents().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(delivered, 1);
}

TUNDISH_ON_EVERY_STORE(Outbox);

}  // namespace
}  // namespace tundish::service
