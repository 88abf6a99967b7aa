// What the server counted of many simulated sessions is what SQL finds in the tables of their logs
// and states, and what is counted when it is done anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "exported_sessions.hpp"
#include "server/temporary_folder.hpp"
#include "service/ingest.hpp"
#include "service/ownership.hpp"
#include "service/publish.hpp"
#include "service/rebuild.hpp"
#include "simulate/visitor_gestures.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_store.hpp"
#include "tundish/codec.hpp"

namespace tundish {
namespace {

using store::CountedBy;
using store::Measure;

constexpr const char* kFunnel = R"({
  "tundish": 1, "slug": "many", "title": "Many", "languages": ["en", "es"],
  "channels": ["web", "web_chat"],
  "layers": [
    {"id": "who", "type": "start", "components": [
      {"id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Name"},
      {"id": "size", "type": "input", "input_type": "choice", "slug": "size", "mandatory": true,
       "label": "Size", "options": [{"value": "small", "title": "Small"},
                                    {"value": "large", "title": "Large"}]},
      {"id": "go", "type": "button", "kind": "jump", "text": "Go on", "target": "split",
       "jumps": [{"target": "sorry",
                  "conditions": [{"slug": "size", "operator": "==", "value": "small"}]}]}]},
    {"id": "split", "type": "intermediate", "components": [
      {"id": "t", "type": "message", "text": "Ready?"},
      {"id": "back", "type": "button", "kind": "previous", "text": "Back"},
      {"id": "on", "type": "button", "kind": "jump", "text": "On",
       "jumps": [{"experiment": "hero", "weights": {"a": 2, "b": 1},
                  "targets": {"a": "count", "b": "done"}}]}]},
    {"id": "count", "type": "intermediate", "components": [
      {"id": "count", "type": "input", "input_type": "numeric", "slug": "count", "min": 1,
       "label": "How many"},
      {"id": "send", "type": "button", "kind": "jump", "text": "Send", "target": "done"}]},
    {"id": "done", "type": "result", "conversion": true, "components": [
      {"id": "bye", "type": "message", "text": "Thank you."}]},
    {"id": "sorry", "type": "result", "components": [
      {"id": "bye", "type": "message", "text": "We only sell large ones."}]}],
  "content": {"es": {
    "who.name.label": "Nombre", "who.size.label": "Talla", "who.size.options.small": "Chica",
    "who.size.options.large": "Grande", "who.go.text": "Seguir", "split.t.text": "Listo?",
    "split.back.text": "Atras", "split.on.text": "Seguir", "count.count.label": "Cuantos",
    "count.send.text": "Enviar", "done.bye.text": "Gracias.", "sorry.bye.text": "Solo grandes."}}
})";

constexpr std::int64_t kBegan = 1'760'000'000'000;
constexpr std::size_t kUnderWay = 64;

using Rows = std::map<std::string, std::int64_t>;

class Statistics : public ::testing::Test {
 protected:
  Statistics() : file_(folder_.path("many.sqlite")), funnels_() {}

  static int sessions() {
    const char* wanted = std::getenv("TUNDISH_STATISTICS_SESSIONS");
    return wanted ? std::atoi(wanted) : 2'000;
  }

  /// What a visitor of that number does, sent in two requests that arrive at different times.
  void send(store::Store& store, const Plan& plan, int number) {
    char secret[65];
    std::snprintf(secret, sizeof secret, "%064x", static_cast<unsigned>(number));
    service::Submission all;
    all.secret = secret;
    all.session = service::session_of_secret(secret);
    all.release = (*plan.funnel()).content.front().release;
    all.rules = kRulesLevel;
    all.events = events_of(plan, number, all.session);
    events_ += static_cast<std::int64_t>(all.events.size());
    const auto cut =
        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(number) % all.events.size());
    const std::int64_t at = kBegan + number * std::int64_t{40'000};
    service::Submission rest = all;
    rest.events.erase(rest.events.begin(), rest.events.begin() + cut);
    rest.from = cut;
    if (cut > 0) {
      all.events.resize(static_cast<std::size_t>(cut));
      rest.prev = all.events.back().hash;
      begin(store, std::move(all), at);
    }
    later_.emplace_back(std::move(rest), at + 3'600'000);
    if (later_.size() >= kUnderWay) send_later(store);
  }
  /// The second requests, when the first ones are done.
  void send_later(store::Store& store) {
    finish_all();
    for (auto& [submission, at_ms] : later_) begin(store, std::move(submission), at_ms);
    later_.clear();
    finish_all();
  }

  static std::vector<service::SubmittedEvent> events_of(const Plan& plan, int number,
                                                        const std::string& id) {
    std::vector<service::SubmittedEvent> events;
    Session session{plan.funnel(), {}, {}};
    VisitorGestures gestures(plan, static_cast<std::uint64_t>(number));
    std::optional<Gesture> gesture = gestures.begin();
    std::get<Started>(gesture->input).session = id;
    while (gesture && events.size() < service::kMaxSubmittedEvents) {
      Played played = play(session, *gesture);
      if (!played.transition.refused) events.push_back(service::submitted(std::move(played.event)));
      gesture = gestures.next(session.state);
    }
    return events;
  }

  void begin(store::Store& store, service::Submission submission, std::int64_t at_ms) {
    under_way_.push_back(service::begin_ingest(store, funnels_, std::move(submission), at_ms));
    while (under_way_.size() >= kUnderWay) finish_one();
  }
  void finish_one() {
    EXPECT_EQ(under_way_.front().finish().outcome, service::IngestOutcome::accepted);
    under_way_.pop_front();
  }

  void finish_all() {
    while (!under_way_.empty()) finish_one();
  }

  /// The rows of a query that gives a word and a number.
  Rows ask(const char* sql) {
    store::SqliteDatabase database(file_, store::SqliteDatabase::Access::read_only);
    store::SqlStatement row = database.prepare(sql);
    Rows rows;
    while (row.step()) {
      std::string word = row.text();
      rows[word] = row.number();
    }
    return rows;
  }
  std::vector<store::CounterSum> sums(store::Store& store, CountedBy by, const char* channel = "") {
    store::CounterQuery query;
    query.funnel = "many";
    query.by = by;
    query.channel = channel;
    if (by == CountedBy::variant) query.experiment = "hero";
    std::vector<store::CounterSum> found;
    store.read([&](store::Reader& reader) { found = reader.sum_counters(query); });
    return found;
  }
  Rows counted(store::Store& store, CountedBy by, Measure measure) {
    Rows rows;
    for (const store::CounterSum& sum : sums(store, by)) {
      const std::int64_t count = count_of(sum.counts, measure);
      if (count != 0) rows[sum.value] = count;
    }
    return rows;
  }
  /// By layer, or by item.
  Rows counted_of_layers(store::Store& store, Measure measure, std::string store::Count::*word,
                         const char* channel = "") {
    Rows rows;
    for (const store::Count& one : sums(store, CountedBy::nothing, channel).front().counts) {
      if (one.measure == measure) rows[one.*word] += one.count;
    }
    return rows;
  }

  /// `from to`.
  Rows ways(store::Store& store) {
    Rows rows;
    for (const store::Count& one : sums(store, CountedBy::nothing).front().counts) {
      if (one.measure == Measure::ways) rows[one.layer + ' ' + one.item] += one.count;
    }
    return rows;
  }

  void compare(store::Store& store);

  TemporaryFolder folder_;
  std::string file_;
  service::FunnelCache funnels_;
  std::deque<service::BegunIngest> under_way_;
  std::vector<std::pair<service::Submission, std::int64_t>> later_;
  std::int64_t events_ = 0;
};

void Statistics::compare(store::Store& store) {
  // A session counts under what it is in when its first input has come.
  const char* kFirstInputs =
      "SELECT strftime('%Y-%m-%d', received_at_ms / 1000, 'unixepoch'), count(*) FROM events"
      " WHERE seq = 1 GROUP BY 1";
  EXPECT_EQ(counted(store, CountedBy::day, Measure::sessions), ask(kFirstInputs));
  EXPECT_EQ(counted(store, CountedBy::language, Measure::sessions),
            ask("SELECT language, count(*) FROM sessions WHERE head_seq > 0 GROUP BY 1"));
  EXPECT_EQ(counted(store, CountedBy::channel, Measure::sessions),
            ask("SELECT channel, count(*) FROM sessions WHERE head_seq > 0 GROUP BY 1"));
  EXPECT_EQ(counted(store, CountedBy::release, Measure::completions),
            ask("SELECT release, count(*) FROM sessions WHERE status = 'completed' GROUP BY 1"));
  EXPECT_EQ(counted(store, CountedBy::nothing, Measure::conversions),
            ask("SELECT '', count(*) FROM sessions WHERE json_extract(state, '$.layer') = 'done'"));
  EXPECT_EQ(counted_of_layers(store, Measure::reached, &store::Count::layer),
            ask("SELECT layer.value, count(DISTINCT session) FROM sessions,"
                " json_each(state, '$.path') AS layer WHERE head_seq > 0 GROUP BY 1"));
  EXPECT_EQ(counted_of_layers(store, Measure::completed, &store::Count::layer),
            ask("SELECT layer.value, count(DISTINCT session) FROM sessions,"
                " json_each(state, '$.completed') AS layer WHERE head_seq > 0 GROUP BY 1"));
  const char* kPassed =
      "SELECT layer.value, count(DISTINCT session) FROM sessions,"
      " json_each(state, '$.completed') AS layer WHERE head_seq > 0 GROUP BY 1";
  EXPECT_EQ(counted_of_layers(store, Measure::passed, &store::Count::layer), ask(kPassed));
  // From one layer to the next of the path, but for those that were gone back.
  EXPECT_EQ(ways(store),
            ask("SELECT step.value || ' ' || next.value, count(DISTINCT session)"
                " FROM sessions, json_each(state, '$.path') AS step,"
                " json_each(state, '$.path') AS next WHERE head_seq > 0"
                " AND next.key = step.key + 1 AND next.value <> 'who'"
                " AND NOT (step.value = 'count' AND next.value = 'split') GROUP BY 1"));
  EXPECT_EQ(counted(store, CountedBy::nothing, Measure::converted),
            ask("SELECT '', count(*) FROM sessions WHERE json_extract(state, '$.layer') = 'done'"));
  // In a chat buttons are replied to, in words as well.
  EXPECT_EQ(counted_of_layers(store, Measure::clicks, &store::Count::item, "web"),
            ask("SELECT json_extract(text, '$.input.button'), count(*) FROM events"
                " JOIN sessions USING (bucket, session)"
                " WHERE channel = 'web' AND json_extract(text, '$.kind') = 'pressed' GROUP BY 1"));
  EXPECT_EQ(counted(store, CountedBy::variant, Measure::sessions),
            ask("SELECT json_extract(state, '$.exposed.hero'), count(*) FROM sessions"
                " WHERE json_extract(state, '$.exposed.hero') IS NOT NULL GROUP BY 1"));
}

TEST_F(Statistics, AreWhatSqlFindsInTheLogs) {
  store::SqliteStore store(file_, kBegan);
  service::save_funnel(store, kFunnel, service::server_actor(1));
  const service::Published published =
      service::publish_funnel(store, "many", {}, service::server_actor(2));
  ASSERT_EQ(published.releases.size(), 2u) << to_json(published.findings);
  std::vector<store::Publication> publications;
  store.read([&](store::Reader& reader) {
    publications = reader.list_publications("production", "many");
  });
  ASSERT_EQ(publications.size(), 2u);
  int number = 0;
  for (const store::Publication& publication : publications) {
    SimulateOptions options;
    options.visitors.channels = {{Channel::web, 2}, {Channel::web_chat, 1}};
    options.visitors.languages = {{publication.language, 1}};
    const Plan plan(*funnels_.find(store, publication.release), options);
    const int end = number + sessions() / 2;
    while (number < end) send(store, plan, ++number);
  }
  send_later(store);
  compare(store);
  const Rows converted = counted(store, CountedBy::nothing, Measure::conversions);
  EXPECT_GT(converted.at(""), 0);

  const CountedBy kAll[] = {CountedBy::nothing,  CountedBy::day,     CountedBy::release,
                            CountedBy::language, CountedBy::channel, CountedBy::experiment,
                            CountedBy::variant};
  std::vector<std::vector<store::CounterSum>> before;
  for (const CountedBy by : kAll) before.push_back(sums(store, by));
  const service::Rebuilt rebuilt = service::rebuild_statistics(store, funnels_);
  EXPECT_EQ(rebuilt.sessions, number);
  EXPECT_EQ(rebuilt.events, events_);
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(sums(store, kAll[i]), before[i]);
  std::printf("statistics: %d sessions of %lld events, %zu kinds of counts\n", number,
              static_cast<long long>(events_), before[0].front().counts.size());
  check_exports(store, funnels_, folder_.path("scratch"), number);
}

}  // namespace
}  // namespace tundish
