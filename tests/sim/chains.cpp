#include "sim/chains.hpp"

#include <optional>

#include "tundish/advance.hpp"

namespace tundish::sim {
namespace {

constexpr int kAll = 100000;
constexpr int kMaxDepth = 20;

Chain chain_of(Chains& chains, const store::Session& row, Ledger& ledger, int depth) {
  Chain chain;
  chain.row = row;
  const std::vector<store::Event>& own = chains.own[row.session];
  if (!row.parent.empty()) {
    const auto parent = chains.rows.find(row.parent);
    if (parent == chains.rows.end() || depth > kMaxDepth) {
      ledger.violate("I3", "the branch " + row.session + " hangs on nothing");
      return chain;
    }
    Chain left = chain_of(chains, parent->second, ledger, depth + 1);
    chain.shared = static_cast<std::size_t>(row.at + 1);
    chain.server_shared = static_cast<std::size_t>(row.s_at + 1);
    if (chain.shared > left.events.size() || chain.server_shared > left.server.size()) {
      ledger.violate("I3", "the branch " + row.session + " leaves its parent behind its end");
      return chain;
    }
    chain.events = std::move(left.events);
    chain.server = std::move(left.server);
    chain.events.resize(chain.shared);
    chain.server.resize(chain.server_shared);
  }
  for (const store::Event& event : own) chain.events.push_back(event);
  for (const store::Event& event : chains.own_server[row.session]) chain.server.push_back(event);
  return chain;
}

}  // namespace

Chains read_chains(store::Reader& reader, Ledger& ledger) {
  Chains chains;
  for (const store::Session& row : reader.list_sessions("", std::nullopt, kAll)) {
    chains.rows[row.session] = row;
    chains.own[row.session] = reader.list_events(log_of(row), Lane::c, 0, kAll);
    chains.own_server[row.session] = reader.list_events(log_of(row), Lane::s, 0, kAll);
  }
  for (const auto& [id, row] : chains.rows) chains.whole[id] = chain_of(chains, row, ledger, 0);
  return chains;
}

std::vector<Event> in_order(const Chain& chain, Ledger& ledger) {
  std::vector<Event> lanes[2];
  for (const std::vector<store::Event>* rows : {&chain.events, &chain.server}) {
    for (const store::Event& stored : *rows) {
      const Result<Event> event = parse_event(stored.text);
      if (!event || event->hash != stored.hash || event->uid != stored.uid ||
          event->seq != stored.seq || event->lane != stored.lane) {
        ledger.violate("I3", "an event of " + chain.row.session + " is not what its row says");
        return {};
      }
      lanes[static_cast<std::size_t>(event->lane)].push_back(*event);
    }
  }
  return in_playing_order(lanes[0], lanes[1]);
}

}  // namespace tundish::sim
