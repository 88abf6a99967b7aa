#include "server/kill_audit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "store/sqlite_database.hpp"
#include "store/sqlite_tables.hpp"
#include "tundish/advance.hpp"
#include "tundish/state.hpp"

namespace tundish {
namespace {

constexpr int kAllEvents = 100;

using Hashes = std::unordered_map<std::string, std::vector<std::string>>;  // by session, in order

struct Stored {
  Hashes hashes;
  std::size_t events = 0;
};

/// Every event of the database; no uid may be there twice.
Stored read_all(store::SqliteDatabase& database) {
  Stored stored;
  std::unordered_set<std::string> uids;
  store::SqliteStatement row =
      database.prepare("SELECT session, uid, hash FROM events ORDER BY bucket, session, lane, seq");
  while (row.step()) {
    const std::string session = row.text();
    EXPECT_TRUE(uids.insert(row.text()).second) << "a uid is doubled in " << session;
    stored.hashes[session].push_back(row.text());
    ++stored.events;
  }
  return stored;
}

std::int64_t count_of(store::SqliteDatabase& database, const char* sql) {
  store::SqliteStatement row = database.prepare(sql);
  return row.step() ? row.number() : -1;
}

/// What a chain's events did, besides what those up to `at` did: sessions are the root's.
Tally fold(const Funnel& funnel, const std::vector<Event>& events, std::int64_t at,
           std::int64_t& intents, State& state) {
  Tally whole;
  Tally shared;
  for (const Event& event : events) {
    const State before = state;
    const Transition step = event.seq == 0 ? start(funnel, event) : advance(funnel, before, event);
    EXPECT_FALSE(step.refused.has_value()) << "what is stored does not replay";
    whole = tally(std::move(whole), funnel, before, step);
    if (event.seq <= at) shared = whole;
    if (event.seq > at) {
      intents += std::count_if(step.facts.begin(), step.facts.end(),
                               [](const Fact& fact) { return fact.kind == FactKind::triggered; });
    }
    state = step.state;
  }
  whole.sessions -= shared.sessions;
  whole.completions -= shared.completions;
  whole.conversions -= shared.conversions;
  whole.closed -= shared.closed;
  for (const LayerTally& part : shared.layers) {
    for (LayerTally& layer : whole.layers) {
      if (layer.layer != part.layer) continue;
      layer.reached -= part.reached;
      layer.completed -= part.completed;
    }
  }
  return whole;
}

}  // namespace

void KillAudit::check(const KillLedger& ledger) {
  store::SqliteDatabase database(database_, store::SqliteDatabase::Access::read_only);
  // One moment for everything: the server's outbox may be at work.
  database.execute("BEGIN");
  store::SqliteTables tables(database);
  const Stored stored = read_all(database);
  std::size_t known = 0;
  for (const auto& [number, visitor] : ledger.visitors) {
    for (const SentChain& chain : visitor->chains()) {
      const auto found = stored.hashes.find(chain.session);
      const auto first = static_cast<std::size_t>(chain.at + 1);
      const std::size_t here = found == stored.hashes.end() ? 0 : found->second.size();
      ASSERT_GE(first + here, chain.acked) << "an acknowledged event of " << number << " is lost";
      ASSERT_LE(first + here, chain.visitor.events.size()) << "events of " << number << " doubled";
      for (std::size_t i = 0; i < here; ++i) {
        ASSERT_EQ(found->second[i], chain.visitor.events[first + i].hash) << "visitor " << number;
      }
      known += here;
      const auto head_seq = static_cast<std::int64_t>(first + here) - 1;
      if (here > 0 && played_[chain.session].head_seq != head_seq) play(tables, chain);
    }
  }
  EXPECT_EQ(known, stored.events) << "nothing is there that nobody sent";
  events_ = stored.events;
  compare_sums(tables);
  intents_ = count_of(database, "SELECT count(*) FROM intents");
  EXPECT_EQ(intents_, count_of(database, "SELECT count(DISTINCT uid) FROM intents"))
      << "each event of this funnel triggers at most one thing";
  std::int64_t expected = 0;
  for (const auto& [session, played] : played_) expected += played.intents;
  EXPECT_EQ(intents_, expected);
  EXPECT_EQ(count_of(database, "SELECT count(*) FROM quarantine"), 0);
}

void KillAudit::play(store::Reader& reader, const SentChain& chain) {
  const std::optional<store::Session> row = reader.find_session(chain.session);
  ASSERT_TRUE(row.has_value()) << "events without their session";
  std::vector<Event> events(chain.visitor.events.begin(),
                            chain.visitor.events.begin() + chain.at + 1);
  for (const store::Event& stored : reader.list_events(chain.session, 0, kAllEvents)) {
    const Result<Event> event = parse_event(stored.text);
    ASSERT_TRUE(event.has_value()) << stored.text;
    EXPECT_EQ(event_hash(*event), stored.hash);
    events.push_back(*event);
  }
  PlayedSession& played = played_[chain.session];
  played = PlayedSession{};
  State state;
  played.tally = fold(funnel_, events, chain.at, played.intents, state);
  played.head_seq = events.back().seq;
  EXPECT_EQ(row->head_seq, events.back().seq);
  EXPECT_EQ(row->head_hash, events.back().hash);
  EXPECT_EQ(row->state, to_json(funnel_, state)) << "the stored state is that of the log";
}

void KillAudit::compare_sums(store::Reader& reader) const {
  std::map<std::string, store::Counts> expected;
  for (const auto& [session, played] : played_) {
    store::Counts& whole = expected[""];
    whole.sessions += played.tally.sessions;
    whole.completions += played.tally.completions;
    whole.conversions += played.tally.conversions;
    whole.closed += played.tally.closed;
    for (const LayerTally& layer : played.tally.layers) {
      if (layer.reached == 0 && layer.completed == 0) continue;
      expected[layer.layer].reached += layer.reached;
      expected[layer.layer].completed += layer.completed;
    }
  }
  if (expected[""] == store::Counts{}) expected.erase("");
  std::map<std::string, store::Counts> counted;
  for (const store::CounterSum& sum : reader.sum_counters("order")) {
    counted[sum.layer] = sum.counts;
  }
  EXPECT_EQ(counted, expected) << "the statistics are not what the logs give";
}

}  // namespace tundish
