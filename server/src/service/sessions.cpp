#include "service/sessions.hpp"

#include <stdexcept>

#include "service/protection.hpp"

namespace tundish::service {
namespace {

constexpr int kReadAtOnce = 200;
constexpr int kMostReads = 10;

store::Cursor place_of(const store::Session& session) {
  return {session.created_at_ms, session.session};
}

SessionDetails with_judgements(store::Reader& reader, SessionDetails details) {
  details.quarantined = reader.count_quarantined(details.row.root);
  details.suspected = suspicions_of(reader, details.row.session);
  return details;
}

}  // namespace

SessionDetails details_of(store::Reader& reader, FunnelCache& funnels, store::Session row) {
  Funnel funnel = funnels.of(reader, row);
  Result<State> state = parse_state(funnel, row.state);
  if (!state) throw std::runtime_error("the stored state of a session does not parse");
  return SessionDetails{std::move(row), std::move(funnel), std::move(*state), 0, {}};
}

std::optional<SessionDetails> find_session(store::Store& store, FunnelCache& funnels,
                                           std::string_view session) {
  std::optional<SessionDetails> details;
  store.read([&](store::Reader& reader) {
    std::optional<store::Session> row = reader.find_session(session);
    details = std::nullopt;
    if (row) details = with_judgements(reader, details_of(reader, funnels, std::move(*row)));
  });
  return details;
}

SessionPage list_sessions(store::Store& store, FunnelCache& funnels, const SessionFilter& filter,
                          const std::optional<store::Cursor>& after, int limit) {
  SessionPage page;
  store.read([&](store::Reader& reader) {
    page = {};
    SessionWalk walk(filter);
    std::optional<store::Cursor> place = after ? after : walk.begin();
    for (int reads = 0; reads < kMostReads; ++reads) {
      const std::vector<store::Session> rows =
          reader.list_sessions(filter.funnel, place, kReadAtOnce);
      for (const store::Session& row : rows) {
        if (walk.is_behind(row)) return;
        if (!walk.is_meant(reader, row)) continue;
        if (page.sessions.size() == static_cast<std::size_t>(limit)) {
          page.next = place_of(page.sessions.back().row);
          return;
        }
        page.sessions.push_back(with_judgements(reader, details_of(reader, funnels, row)));
      }
      if (rows.size() < static_cast<std::size_t>(kReadAtOnce)) return;
      place = place_of(rows.back());
    }
    page.next = place;
  });
  return page;
}

std::optional<std::vector<store::QuarantinedEvent>> list_quarantined(
    store::Store& store, std::string_view session,
    const std::optional<store::QuarantineCursor>& after, int limit) {
  std::optional<std::vector<store::QuarantinedEvent>> list;
  store.read([&](store::Reader& reader) {
    const std::optional<store::Session> row = reader.find_session(session);
    const std::string root = row ? row->root : std::string(session);
    list = std::nullopt;
    // A session whose header was refused exists in quarantine only.
    if (row || reader.count_quarantined(root) > 0) {
      list = reader.list_quarantined(root, after, limit);
    }
  });
  return list;
}

Value session_data(const State& state) {
  Value data{Value::Object{}};
  for (const Answer& answer : state.answers) {
    if (answer.problems.empty() && is_on_path(state, answer)) data.set(answer.slug, answer.value);
  }
  return data;
}

}  // namespace tundish::service
