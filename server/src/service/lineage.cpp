#include "service/lineage.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>

#include "tundish/advance.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kEventsAtOnce = 256;

/// Calls `take(stretch, first, count)` for each part of the lane from `from` on that one session
/// holds, until `limit` events are asked for.
template <class Take>
void walk(const Lineage& lineage, std::int64_t from, std::int64_t limit, Take take) {
  const std::int64_t end = from + limit;
  for (const Stretch& stretch : lineage) {
    const std::int64_t first = std::max(from, stretch.first);
    const std::int64_t count = std::min(end, stretch.last + 1) - first;
    if (count > 0) take(stretch, first, static_cast<int>(count));
  }
}

store::SessionLog log_of(const Stretch& stretch) {
  return store::SessionLog{stretch.session, stretch.created_at_ms};
}

Event parsed(const store::Event& row) {
  Result<Event> event = parse_event(row.text);
  if (!event) throw std::runtime_error("a stored event does not parse");
  return std::move(*event);
}

store::Session parent_of(store::Reader& reader, const store::Session& branch) {
  std::optional<store::Session> parent = reader.find_session(branch.parent);
  if (!parent) {
    throw std::runtime_error("the stored session " + branch.session + " does not lead to a root");
  }
  return std::move(*parent);
}

}  // namespace

Lineage lineage_of(store::Reader& reader, const store::Session& session) {
  Lineage lineage{
      Stretch{session.session, session.created_at_ms, session.at + 1, session.head_seq, Lane::c}};
  std::string parent = session.parent;
  std::int64_t last = session.at;
  while (!parent.empty()) {
    const std::optional<store::Session> row = reader.find_session(parent);
    if (!row || lineage.size() > kMaxParents) {
      throw std::runtime_error("the stored session " + session.session +
                               " does not lead to a root");
    }
    lineage.push_back(Stretch{row->session, row->created_at_ms, row->at + 1, last, Lane::c});
    parent = row->parent;
    last = row->at;
  }
  std::reverse(lineage.begin(), lineage.end());
  return lineage;
}

Lineage server_lineage_of(store::Reader& reader, const store::Session& session) {
  Lineage lineage;
  std::int64_t last = std::numeric_limits<std::int64_t>::max() - 1;
  store::Session holder = session;
  for (std::size_t parents = 0; !holder.parent.empty(); ++parents) {
    if (parents > kMaxParents) throw std::runtime_error("a stored branch does not lead to a root");
    const std::int64_t first = holder.s_at + 1;
    lineage.push_back(Stretch{holder.session, holder.created_at_ms, first, last, Lane::s});
    last = std::min(last, first - 1);
    holder = parent_of(reader, holder);
  }
  lineage.push_back(Stretch{holder.session, holder.created_at_ms, 0, last, Lane::s});
  std::reverse(lineage.begin(), lineage.end());
  return lineage;
}

Lineage cut_behind(Lineage lineage, std::int64_t at) {
  while (lineage.size() > 1 && lineage.back().first > at) lineage.pop_back();
  lineage.back().last = std::min(lineage.back().last, at);
  return lineage;
}

std::vector<std::string> list_hashes(store::Reader& reader, const Lineage& lineage,
                                     std::int64_t from, std::int64_t limit) {
  std::vector<std::string> list;
  walk(lineage, from, limit, [&](const Stretch& stretch, std::int64_t first, int count) {
    for (std::string& hash :
         reader.list_event_hashes(log_of(stretch), stretch.lane, first, count)) {
      list.push_back(std::move(hash));
    }
  });
  return list;
}

std::vector<store::Event> list_events(store::Reader& reader, const Lineage& lineage,
                                      std::int64_t from, std::int64_t limit) {
  std::vector<store::Event> list;
  walk(lineage, from, limit, [&](const Stretch& stretch, std::int64_t first, int count) {
    for (store::Event& event : reader.list_events(log_of(stretch), stretch.lane, first, count)) {
      list.push_back(std::move(event));
    }
  });
  return list;
}

std::string hash_at(store::Reader& reader, const Lineage& lineage, std::int64_t seq) {
  if (seq < 0) return {};
  std::vector<std::string> found = list_hashes(reader, lineage, seq, 1);
  if (found.empty()) throw std::runtime_error("an event of a stored session is missing");
  return std::move(found.front());
}

State replay(store::Reader& reader, const Funnel& funnel, const Lineage& client,
             const Lineage& server, const Follow& follow) {
  const std::vector<store::Event> of_server = list_events(reader, server, 0, kMaxEvents);
  State state;
  auto next = of_server.begin();
  const auto play = [&](const store::Event& row) {
    const Event event = parsed(row);
    Transition step = state.events == 0 ? start(funnel, event) : advance(funnel, state, event);
    if (step.refused) throw std::runtime_error("a stored event does not replay");
    follow(row, state, step);
    state = std::move(step.state);
  };
  const auto is_next = [&] {
    return next != of_server.end() && parsed(*next).c_seen == client_events(state);
  };
  const auto play_server = [&] {
    while (is_next()) play(*next++);
  };
  const std::int64_t end = client.back().last + 1;
  for (std::int64_t from = 0; from < end; from += kEventsAtOnce) {
    for (const store::Event& row : list_events(reader, client, from, kEventsAtOnce)) {
      play_server();
      play(row);
    }
  }
  play_server();
  if (client_events(state) != end || next != of_server.end()) {
    throw std::runtime_error("an event of a stored session is missing");
  }
  return state;
}

State replay(store::Reader& reader, const Funnel& funnel, const Lineage& client,
             const Lineage& server) {
  return replay(reader, funnel, client, server,
                [](const store::Event&, const State&, const Transition&) {});
}

}  // namespace tundish::service
