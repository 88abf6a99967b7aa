// Whatever comes in, in whatever order: the reducer loses nothing and promises nothing false. An
// honest server that answers at last gets everything.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "tundish/codec.hpp"
#include "tundish/sync.hpp"
#include "unit/sync_chance.hpp"

namespace tundish {
namespace {

const std::string kRoot = "0123456789abcdef0123456789abcdef";

/// What the worlds came to: nothing is proven where nobody was.
struct Reached {
  int set_aside = 0, keepalives = 0, probes = 0, branches = 0, nested = 0, quarantined = 0;
  int unkept = 0, healed = 0;
};

/// A device that is told anything, and what it must hold to.
class World {
 public:
  World(unsigned seed, Reached& reached) : chance_(seed, kRoot), reached_(reached) {}

  void run(int steps) {
    for (int i = 0; i < steps && !::testing::Test::HasFailure(); ++i)
      step(chance_.any_input(state_));
  }

  /// From now on the device works and the server is honest.
  void heal() {
    step(kind(SyncInputKind::online));
    for (const SentRequest& lost : std::vector<SentRequest>(state_.under_way)) {
      SyncInput failed = kind(SyncInputKind::failed);
      failed.request = lost.request;
      step(failed);
    }
    for (int i = 0; i < 400 && !state_.halted.size() && !is_done(); ++i) {
      if (state_.durable < size()) store_all();
      step(kind(SyncInputKind::timer));
      if (!state_.under_way.empty())
        step(SyncChance::honest_answer(state_, state_.under_way.back()));
    }
    if (state_.halted.empty()) {
      EXPECT_TRUE(is_done()) << to_json(actions_);
      EXPECT_EQ(actions_.back().status, SyncStatus::synced);
      ++reached_.healed;
    }
  }

 private:
  bool is_done() const {
    return state_.acked == size() && state_.durable == size() && state_.under_way.empty() &&
           !state_.probe;
  }

  std::int64_t size() const { return static_cast<std::int64_t>(state_.log.size()); }

  void store_all() {
    SyncInput stored = kind(SyncInputKind::stored);
    stored.count = size();
    step(stored);
  }

  static SyncInput kind(SyncInputKind of) {
    SyncInput made;
    made.kind = of;
    return made;
  }

  // -- what must hold

  void step(SyncInput input) {
    const SyncState before = state_;
    SyncStep made = sync_step(std::move(state_), input);
    state_ = std::move(made.state);
    actions_ = std::move(made.actions);
    check_log(before, input);
    check_acknowledged(before, input);
    check_numbers(before, input);
    int requests = 0;
    for (const SyncAction& action : actions_) {
      if (action.kind == SyncActionKind::send) check_request(before, action), ++requests;
      if (action.kind == SyncActionKind::wake) {
        EXPECT_GE(action.delay_ms, 500);
        EXPECT_LE(action.delay_ms, 3'600'000);
      }
      if (action.kind == SyncActionKind::store) {
        EXPECT_EQ(action.event, state_.log[static_cast<std::size_t>(action.event.seq)]);
      }
    }
    EXPECT_LE(requests, 1);
    ASSERT_FALSE(actions_.empty());
    check_report(actions_.back());
    EXPECT_TRUE(parse_value(to_json(actions_)).has_value());
  }

  void check_log(const SyncState& before, const SyncInput& input) {
    std::vector<LoggedEvent> expected = before.log;
    if (input.kind == SyncInputKind::opened) expected = input.log;
    if (input.kind == SyncInputKind::taken) {
      expected.resize(static_cast<std::size_t>(before.durable));
    }
    if (input.kind == SyncInputKind::appended && before.halted != "taken") {
      if (input.event.seq == static_cast<std::int64_t>(expected.size())) {
        expected.push_back(input.event);
      } else {
        EXPECT_EQ(state_.halted, "out_of_order");
      }
    }
    for (const SyncAction& action : actions_) {
      if (action.kind != SyncActionKind::set_aside) continue;
      ASSERT_GE(action.at, before.acked);
      ASSERT_LT(action.at, static_cast<std::int64_t>(expected.size()));
      const std::string& first = expected[static_cast<std::size_t>(action.at)].hash;
      EXPECT_EQ(action.branch.session, branch_session(kRoot, first));
      EXPECT_EQ(action.branch.at, action.at - 1);
      EXPECT_FALSE(action.reason.empty());
      ++reached_.set_aside;
      expected.resize(static_cast<std::size_t>(action.at));
    }
    EXPECT_TRUE(state_.log == expected);
  }

  /// Only a request's own answer confirms, up to what the request carried, by the hash.
  void check_acknowledged(const SyncState& before, const SyncInput& input) {
    if (state_.acked <= before.acked || input.kind == SyncInputKind::opened) return;
    ASSERT_EQ(input.kind, SyncInputKind::answered);
    const auto request =
        std::find_if(before.under_way.begin(), before.under_way.end(),
                     [&](const SentRequest& one) { return one.request == input.request; });
    ASSERT_NE(request, before.under_way.end());
    EXPECT_LE(state_.acked, request->end);
    const Result<Value> body = parse_value(input.body);
    ASSERT_TRUE(body.has_value());
    const auto ack_to = static_cast<std::int64_t>(body->find("ack_to")->number());
    ASSERT_LT(ack_to, request->end);
    EXPECT_LE(state_.acked, ack_to + 1);
    EXPECT_EQ(body->find("ack_hash")->text(), before.log[static_cast<std::size_t>(ack_to)].hash);
  }

  void check_numbers(const SyncState& before, const SyncInput& input) {
    EXPECT_GE(state_.acked, 0);
    EXPECT_LE(state_.acked, size());
    EXPECT_GE(state_.durable, 0);
    EXPECT_LE(state_.durable, state_.asked);
    EXPECT_LE(state_.asked, size());
    EXPECT_GE(state_.epoch, 1);
    EXPECT_TRUE(input.kind == SyncInputKind::opened || state_.gen >= before.gen);
    EXPECT_GE(state_.next_request, before.next_request);
    EXPECT_LE(state_.under_way.size(), 2u);
    if (state_.under_way.size() == 2) {
      EXPECT_NE(state_.under_way[0].keepalive, state_.under_way[1].keepalive);
    }
    for (const SentRequest& one : state_.under_way) {
      EXPECT_LE(one.end, size());
      EXPECT_LT(one.request, state_.next_request);
    }
    if (!state_.branch.session.empty() && state_.halted != "taken") {
      EXPECT_EQ(state_.branch.session,
                branch_session(kRoot, hash_at(state_, state_.branch.at + 1)));
    }
    // Nothing waits for a timer that will not come.
    EXPECT_TRUE(!state_.resting || state_.waking);
  }

  void check_request(const SyncState& before, const SyncAction& send) {
    EXPECT_TRUE(state_.online && state_.halted.empty());
    EXPECT_TRUE(sent_.insert(send.request).second);
    EXPECT_GE(send.request, before.next_request);
    const Result<Value> read = parse_value(send.body);
    ASSERT_TRUE(read.has_value());
    const auto number = [&](const char* name) {
      return static_cast<std::int64_t>(read->find(name)->number());
    };
    const Value::List& events = read->find("events")->list();
    const std::int64_t from = number("from");
    const std::int64_t end = from + static_cast<std::int64_t>(events.size());
    EXPECT_EQ(from, state_.acked);
    EXPECT_EQ(read->find("prev")->text(), hash_at(state_, from - 1));
    EXPECT_LE(events.size(), 64u);
    EXPECT_LE(end, state_.store_failure.empty() ? state_.durable : size());
    for (std::size_t i = 0; i < events.size(); ++i) {
      EXPECT_EQ(events[i].find("hash")->text(),
                hash_at(state_, from + static_cast<std::int64_t>(i)));
    }
    EXPECT_TRUE(events.size() == 1 || send.body.size() <= (send.keepalive ? 60'000u : 250'000u));
    EXPECT_FALSE(send.keepalive && events.empty());
    check_address(send, *read, end);
    reached_.keepalives += send.keepalive;
    reached_.probes += events.empty();
    reached_.unkept += end > state_.durable;
  }

  /// What a branch shares goes to its parents, its own to it; refused events go nowhere else.
  void check_address(const SyncAction& send, const Value& body, std::int64_t end) {
    const std::int64_t own = state_.branch.at + 1;
    const std::int64_t from = static_cast<std::int64_t>(body.find("from")->number());
    EXPECT_TRUE(end <= own || from >= own);
    EXPECT_TRUE(from < own || state_.address == state_.branch);
    const bool refused = body.find("refused") && body.find("refused")->boolean();
    EXPECT_EQ(refused, state_.refused && from >= own);
    if (send.session == kRoot) {
      EXPECT_FALSE(body.find("parent") || body.find("at"));
      return;
    }
    const std::int64_t at = static_cast<std::int64_t>(body.find("at")->number());
    EXPECT_LT(at, from);
    EXPECT_EQ(send.session, branch_session(kRoot, hash_at(state_, at + 1)));
    const std::string& parent = body.find("parent")->text();
    EXPECT_NE(parent, send.session);
    ++reached_.branches;
    reached_.nested += parent != kRoot;
    reached_.quarantined += refused;
  }

  void check_report(const SyncAction& report) {
    ASSERT_EQ(report.kind, SyncActionKind::report);
    EXPECT_EQ(report.waiting, size() - state_.acked);
    const bool confirmed = state_.acked == size();
    EXPECT_TRUE(report.status != SyncStatus::synced || (confirmed && state_.halted.empty()));
    if (!state_.store_failure.empty() && !confirmed) {
      EXPECT_EQ(report.status, SyncStatus::not_saved);
    }
    // "waiting" and "syncing" say that everything is on the device.
    if (report.status == SyncStatus::waiting || report.status == SyncStatus::syncing) {
      EXPECT_EQ(state_.durable, size());
    }
  }

  SyncChance chance_;
  Reached& reached_;
  SyncState state_ = sync_begin(kRoot, "release", 1);
  std::vector<SyncAction> actions_;
  std::set<std::int64_t> sent_;
};

TEST(SyncProperty, AnythingInAnyOrder) {
  Reached reached;
  for (unsigned seed = 0; seed < 400 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed, reached);
    world.run(120);
    world.heal();
  }
  for (const int times : {reached.set_aside, reached.keepalives, reached.probes, reached.branches,
                          reached.nested, reached.quarantined, reached.unkept, reached.healed}) {
    EXPECT_GT(times, 20);
  }
}

TEST(SyncProperty, TextsThatAreNoInput) {
  std::mt19937_64 random(7);
  const std::string whole =
      R"({"kind":"opened","log":[{"seq":0,"hash":"h","text":"{}"}],"gen":1,"acked":1,"epoch":2,)"
      R"("branch":{"session":"b","parent":"p","at":-1},"refused":true,"take_over":true,)"
      R"("count":3,"reason":"r","request":4,"status":200,"body":"{}","retry_after_ms":5,)"
      R"("random":0.25,"event":{"seq":0,"hash":"h","text":"{}"}})";
  ASSERT_TRUE(parse_sync_input(whole).has_value());
  int read = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text = whole;
    for (std::uint64_t change = random() % 3 + 1; change > 0; --change) {
      const std::size_t place = random() % text.size();
      static const std::string kBytes = "{}[]\",:0129.-eEtfn\\\0\xff z";
      if (random() % 4 == 0) {
        text.erase(place, random() % 8);
      } else {
        text[place] = kBytes[random() % kBytes.size()];
      }
      if (text.empty()) text = "{";
    }
    const Result<SyncInput> input = parse_sync_input(text);
    if (!input) continue;
    ++read;
    SyncStep step = sync_step(sync_begin(kRoot, "release", 1), *input);
    EXPECT_LE(step.state.acked, static_cast<std::int64_t>(step.state.log.size()));
    EXPECT_FALSE(to_json(step.actions).empty());
  }
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace tundish
