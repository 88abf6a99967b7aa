#include "service/sessions.hpp"

#include <stdexcept>

namespace tundish::service {
namespace {

SessionDetails details_of(store::Reader& reader, FunnelCache& funnels, store::Session row) {
  std::optional<Funnel> funnel = funnels.find(reader, row.release);
  if (!funnel) throw std::runtime_error("the release of a stored session is missing");
  Result<State> state = parse_state(*funnel, row.state);
  if (!state) throw std::runtime_error("the stored state of a session does not parse");
  const std::int64_t quarantined = reader.count_quarantined(row.root);
  return SessionDetails{std::move(row), std::move(*funnel), std::move(*state), quarantined};
}

}  // namespace

std::optional<SessionDetails> find_session(store::Store& store, FunnelCache& funnels,
                                           std::string_view session) {
  std::optional<SessionDetails> details;
  store.read([&](store::Reader& reader) {
    std::optional<store::Session> row = reader.find_session(session);
    if (row) details = details_of(reader, funnels, std::move(*row));
  });
  return details;
}

SessionPage list_sessions(store::Store& store, FunnelCache& funnels, std::string_view funnel,
                          const std::optional<store::Cursor>& after, int limit) {
  SessionPage page;
  store.read([&](store::Reader& reader) {
    std::vector<store::Session> rows = reader.list_sessions(funnel, after, limit + 1);
    if (rows.size() > static_cast<std::size_t>(limit)) {
      rows.pop_back();
      page.next = store::Cursor{rows.back().created_at_ms, rows.back().session};
    }
    for (store::Session& row : rows) {
      page.sessions.push_back(details_of(reader, funnels, std::move(row)));
    }
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
