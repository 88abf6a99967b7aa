#include "server/kill_audit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "server/store_rows.hpp"
#include "service/statistics.hpp"
#include "store/postgres_connection.hpp"
#include "store/sql_tables.hpp"
#include "store/sqlite_database.hpp"
#include "tundish/advance.hpp"
#include "tundish/state.hpp"

namespace tundish {
namespace {

std::int64_t count_of(store::SqlConnection& database, const char* sql) {
  store::SqlStatement row = database.prepare(sql);
  return row.step() ? row.number() : -1;
}

/// What a chain's own events did, behind those up to `at`: sessions are the root's.
Tallies fold(const Funnel& funnel, const std::vector<Event>& events, std::int64_t at,
             std::int64_t& intents, State& state) {
  Tallies own;
  for (const Event& event : events) {
    State before = state;
    const Transition step = event.seq == 0 ? start(funnel, event) : advance(funnel, before, event);
    EXPECT_FALSE(step.refused.has_value()) << "what is stored does not replay";
    state = step.state;
    if (event.seq <= at) continue;
    if (at >= 0) before.events = std::max<std::int64_t>(before.events, 2);
    own = tally(std::move(own), funnel, before, step);
    intents += std::count_if(step.facts.begin(), step.facts.end(),
                             [](const Fact& fact) { return fact.kind == FactKind::triggered; });
  }
  return own;
}

}  // namespace

std::unique_ptr<store::SqlConnection> open_database(const std::string& database) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (database.compare(0, kSqlite.size(), kSqlite) != 0) {
    return std::make_unique<store::PostgresConnection>(database);
  }
  return std::make_unique<store::SqliteDatabase>(database.substr(kSqlite.size()),
                                                 store::SqliteDatabase::Access::read_only);
}

void KillAudit::check(const KillLedger& ledger, AuditExtent extent) {
  const auto opened = open_database(database_);
  store::SqlConnection& database = *opened;
  // One moment for everything: the server's outbox may be at work.
  database.execute(database.begin_reading());
  store::SqlTables tables(database);
  for (const auto& [number, visitor] : ledger.visitors) {
    if (extent == AuditExtent::touched && finished_.count(number) != 0) continue;
    check_visitor(tables, *visitor);
    if (testing::Test::HasFailure()) FAIL() << "visitor " << number;
    if (visitor->is_done()) finished_.insert(number);
  }
  EXPECT_EQ(count_of(database, "SELECT count(*) FROM events"), events_)
      << "nothing else is there, and nothing is doubled";
  EXPECT_EQ(count_of(database, "SELECT count(*) FROM intents"), intents_);
  EXPECT_EQ(count_of(database, "SELECT count(*) FROM quarantine"), 0);
  compare_sums(tables);
  if (extent == AuditExtent::touched) return;
  EXPECT_EQ(count_of(database, "SELECT count(DISTINCT uid) FROM events"), events_);
  EXPECT_EQ(count_of(database, "SELECT count(DISTINCT uid) FROM intents"), intents_)
      << "each event of this funnel triggers at most one thing";
}

void KillAudit::check_visitor(store::Reader& reader, const KilledVisitor& visitor) {
  for (const SentChain& chain : visitor.chains()) check_chain(reader, chain);
}

void KillAudit::check_chain(store::Reader& reader, const SentChain& chain) {
  const std::vector<store::Event> here = store::own_events(reader, chain.session);
  const auto first = static_cast<std::size_t>(chain.at + 1);
  const std::size_t size = first + here.size();
  ASSERT_GE(size, chain.acked) << "an acknowledged event is lost";
  ASSERT_LE(size, chain.visitor.events.size()) << "an event is doubled";
  for (std::size_t i = 0; i < here.size(); ++i) {
    ASSERT_EQ(here[i].hash, chain.visitor.events[first + i].hash);
  }
  const auto before = played_.find(chain.session);
  const std::int64_t known = before == played_.end() ? 0 : before->second.events;
  if (known != static_cast<std::int64_t>(here.size())) play(reader, chain);
}

void KillAudit::play(store::Reader& reader, const SentChain& chain) {
  const std::optional<store::Session> row = reader.find_session(chain.session);
  ASSERT_TRUE(row.has_value()) << "events without their session";
  std::vector<Event> events(chain.visitor.events.begin(),
                            chain.visitor.events.begin() + chain.at + 1);
  for (const store::Event& stored : store::own_events(reader, chain.session)) {
    const Result<Event> event = parse_event(stored.text);
    ASSERT_TRUE(event.has_value()) << stored.text;
    EXPECT_EQ(event_hash(*event), stored.hash);
    events.push_back(*event);
  }
  PlayedSession& played = played_[chain.session];
  count(played, -1);
  played = PlayedSession{};
  State state;
  played.tally = fold(funnel_, events, chain.at, played.intents, state).all;
  played.head_seq = events.back().seq;
  played.events = played.head_seq - chain.at;
  count(played, 1);
  EXPECT_EQ(row->head_seq, events.back().seq);
  EXPECT_EQ(row->head_hash, events.back().hash);
  EXPECT_EQ(row->state, to_json(funnel_, state)) << "the stored state is that of the log";
}

void KillAudit::count(const PlayedSession& played, std::int64_t times) {
  events_ += times * played.events;
  intents_ += times * played.intents;
  for (store::Count one : service::counts_of(played.tally)) {
    one.count *= times;
    store::add(sums_, std::move(one));
  }
}

void KillAudit::compare_sums(store::Reader& reader) const {
  store::Counts expected = sums_;
  expected.erase(std::remove_if(expected.begin(), expected.end(),
                                [](const store::Count& one) { return one.count == 0; }),
                 expected.end());
  store::CounterQuery query;
  query.funnel = "order";
  const std::vector<store::CounterSum> sums = reader.sum_counters(query);
  const store::Counts counted = sums.empty() ? store::Counts{} : sums.front().counts;
  EXPECT_EQ(counted, expected) << "the statistics are not what the logs give";
}

}  // namespace tundish
