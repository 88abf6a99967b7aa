#include "service/abandonment.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "service/statistics.hpp"
#include "store/records.hpp"
#include "store/watches.hpp"
#include "tundish/codec.hpp"
#include "tundish/tally.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kMinuteMs = 60 * 1000;
constexpr const char* kName = "abandonment";

bool goes_on(const store::Session& session) {
  return session.status == to_text(SessionStatus::in_progress);
}

bool is_abandoned(const store::Session& session) {
  return session.status == to_text(SessionStatus::abandoned);
}

/// When the session counts as abandoned, if nothing comes before.
std::int64_t due_of(const Funnel& funnel, const store::Session& session) {
  return session.last_at_ms + funnel->config.abandon_after_minutes * kMinuteMs;
}

/// All that it is made of stands in the row, so that it is taken back where it was added, and is
/// found again by counting anew. A branch is no visitor more, and what is no session yet is none
/// that was abandoned.
Counted counted(const Funnel& funnel, const store::Session& session, std::int64_t by) {
  Counted counted;
  if (!session.parent.empty()) return counted;
  const Result<State> state = parse_state(funnel, session.state);
  if (!state) throw std::runtime_error("the stored state of a session does not parse");
  if (!is_counted(*state)) return counted;
  const auto layer = static_cast<std::size_t>(state->layer);
  store::Counts counts;
  store::add(counts, store::Count{"", store::Measure::abandoned, "", by});
  store::add(counts, store::Count{funnel->layers[layer].id, store::Measure::dropped, "", by});
  store::CounterKey key;
  key.bucket = store::bucket_of_session(session.session);
  key.funnel = session.funnel;
  key.release = state->header.release;
  key.language = state->header.language;
  key.channel = to_text(state->header.channel);
  key.day = day_of(due_of(funnel, session));
  counted.emplace_back(key, counts);
  for (const Value::Member& met : state->exposed.object()) {
    key.experiment = met.name;
    key.variant = met.value.text();
    counted.emplace_back(key, counts);
  }
  return counted;
}

void count(store::Writer& writer, const Funnel& funnel, const store::Session& session,
           std::int64_t by) {
  for (const auto& [key, counts] : counted(funnel, session, by)) writer.add_counts(key, counts);
}

void abandon(store::Writer& writer, const Funnel& funnel, store::Session session) {
  count(writer, funnel, session, 1);
  session.status = to_text(SessionStatus::abandoned);
  writer.put_session(session);
}

/// What is there to look at, as one moment saw it.
struct Sight {
  std::optional<store::Walk> walked;     ///< how far the walk comes with these
  std::vector<store::Session> sessions;  ///< of the walk, that go on
  std::vector<store::Watch> watches;     ///< that are due
  bool is_full = false;
};

Sight look(store::Reader& reader, const AbandonmentSearch& search) {
  Sight sight;
  const store::Walk from =
      store::find<store::Walk>(reader, kName).value_or(store::Walk{kName, INT64_MIN, ""});
  const store::Cursor after{from.created_at_ms, from.session};
  int walked = 0;
  for (store::Session& session : reader.list_sessions_behind(after, search.limit)) {
    if (session.created_at_ms > search.now_ms - search.settled_ms) break;
    ++walked;
    sight.walked = store::Walk{kName, session.created_at_ms, session.session};
    if (goes_on(session)) sight.sessions.push_back(std::move(session));
  }
  for (store::Watch& watch :
       store::list<store::Watch>(reader, store::by_index("watches_by_time").limit(search.limit))) {
    if (watch.due_ms > search.now_ms) break;
    sight.watches.push_back(std::move(watch));
  }
  sight.is_full = walked == search.limit || static_cast<int>(sight.watches.size()) == search.limit;
  return sight;
}

/// Looks at one session as it is now, and says when to look again if it goes on.
void judge(store::Writer& writer, FunnelCache& funnels, const std::string& id,
           std::int64_t now_ms) {
  const std::optional<store::Session> session = writer.find_session(id);
  if (!session || !goes_on(*session)) return store::remove<store::Watch>(writer, id);
  const Funnel funnel = funnels.of(writer, *session);
  const std::int64_t due_ms = due_of(funnel, *session);
  if (due_ms > now_ms) return put(writer, store::Watch{id, due_ms});
  abandon(writer, funnel, *session);
  store::remove<store::Watch>(writer, id);
}

}  // namespace

bool find_abandoned(store::Store& store, FunnelCache& funnels, const AbandonmentSearch& search) {
  Sight sight;
  store.read([&](store::Reader& reader) { sight = look(reader, search); });
  if (!sight.walked && sight.watches.empty()) return false;
  store.write([&](store::Writer& writer) {
    for (const store::Session& session : sight.sessions) {
      // What was seen may be older than what is there, so it says only when to look. Nothing that
      // ingest writes is read for it.
      const std::int64_t due_ms = due_of(funnels.of(writer, session), session);
      if (due_ms > search.now_ms) {
        put(writer, store::Watch{session.session, due_ms});
      } else {
        judge(writer, funnels, session.session, search.now_ms);
      }
    }
    for (const store::Watch& watch : sight.watches) {
      judge(writer, funnels, watch.session, search.now_ms);
    }
    if (sight.walked) put(writer, *sight.walked);
  });
  return sight.is_full;
}

Counted counted_abandonment(const Funnel& funnel, const store::Session& session) {
  return is_abandoned(session) ? counted(funnel, session, 1) : Counted{};
}

void take_back_abandonment(store::Writer& writer, const Funnel& funnel,
                           const store::Session& session, std::int64_t now_ms) {
  // The clock was ahead when the event before came: whoever watches the session would look too
  // late.
  const bool was_ahead = session.last_at_ms > now_ms;
  if (!is_abandoned(session) && !was_ahead) return;
  if (is_abandoned(session)) count(writer, funnel, session, -1);
  put(writer,
      store::Watch{session.session, now_ms + funnel->config.abandon_after_minutes * kMinuteMs});
}

Duty abandonment_duty(store::Store& store, FunnelCache& funnels) {
  Duty duty;
  duty.name = kName;
  duty.is_due = [&store](std::int64_t now_ms) {
    AbandonmentSearch search;
    search.now_ms = now_ms;
    search.limit = 1;
    bool is_due = false;
    store.read([&](store::Reader& reader) { is_due = look(reader, search).is_full; });
    return is_due;
  };
  duty.do_some = [&store, &funnels](std::int64_t now_ms) {
    AbandonmentSearch search;
    search.now_ms = now_ms;
    return find_abandoned(store, funnels, search);
  };
  return duty;
}

}  // namespace tundish::service
