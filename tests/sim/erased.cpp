#include "sim/erased.hpp"

#include <algorithm>

#include "service/statistics.hpp"
#include "sim/funnels.hpp"
#include "store/effects.hpp"
#include "store/proofs.hpp"
#include "store/records.hpp"
#include "store/refusals.hpp"
#include "store/watches.hpp"
#include "tundish/advance.hpp"
#include "tundish/tally.hpp"

namespace tundish::sim {
namespace {

constexpr int kAll = 100000;

void count(Erased& erased, const Chain& chain, Ledger& ledger) {
  const Funnel* funnel = find_funnel(chain.row.release);
  if (!funnel) return ledger.violate("I7", chain.row.session + " plays no known release");
  State state;
  tundish::Tallies sums;
  for (const Event& event : in_order(chain, ledger)) {
    const State before = counted_as(state, chain.row);
    Transition step = state.events == 0 ? start(*funnel, event) : advance(*funnel, state, event);
    const bool is_server = event.lane == Lane::s;
    const bool is_shared =
        static_cast<std::size_t>(event.seq) < (is_server ? chain.server_shared : chain.shared);
    if (!is_shared) sums = tally(std::move(sums), *funnel, before, step);
    state = std::move(step.state);
  }
  store::Counts& counts = erased.counts[std::string(to_text(state.header.channel))];
  store::add(counts, service::counts_of(sums.all));
  if (chain.row.status == to_text(SessionStatus::abandoned)) {
    add_abandoned(counts, *funnel, chain.row, state);
  }
}

}  // namespace

State counted_as(State before, const store::Session& row) {
  if (!row.parent.empty()) before.events = std::max<std::int64_t>(before.events, 2);
  return before;
}

void add_abandoned(store::Counts& counts, const Funnel& funnel, const store::Session& row,
                   const State& state) {
  if (!row.parent.empty() || !is_counted(state)) return;
  const std::string& layer = funnel->layers[static_cast<std::size_t>(state.layer)].id;
  store::add(counts, store::Count{"", store::Measure::abandoned, "", 1});
  store::add(counts, store::Count{layer, store::Measure::dropped, "", 1});
}

Erased read_erased(store::Reader& reader, Ledger& ledger, const std::string& root) {
  Erased erased;
  erased.root = root;
  Chains chains = read_chains(reader, ledger);
  for (const auto& [id, chain] : chains.whole) {
    if (chain.row.root != root) continue;
    erased.rows.push_back(chain.row);
    for (const store::Event& event : chains.own[id]) erased.hashes.push_back(event.hash);
    count(erased, chain, ledger);
  }
  for (const store::QuarantinedEvent& event : reader.list_quarantined(root, std::nullopt, kAll)) {
    erased.hashes.push_back(event.hash);
  }
  return erased;
}

std::string find_remains(store::Reader& reader, const Erased& erased) {
  if (!reader.list_family(erased.root).empty()) return "sessions";
  if (reader.count_quarantined(erased.root) > 0) return "events in quarantine";
  if (!store::list<store::Refusal>(reader,
                                   store::by_index("refusals_by_root").equal(erased.root).limit(1))
           .empty()) {
    return "notes of refused events";
  }
  for (const store::Session& row : erased.rows) {
    for (const Lane lane : {Lane::c, Lane::s}) {
      if (!reader.list_events(log_of(row), lane, 0, 1).empty()) return "events of " + row.session;
    }
    const store::By own = store::by_key().equal(row.session).limit(1);
    if (!store::list<store::Effect>(reader, own).empty()) return "effects of " + row.session;
    if (!store::list<store::Proof>(reader, own).empty()) return "proofs of " + row.session;
    if (store::find<store::Watch>(reader, row.session)) return "a note about " + row.session;
  }
  for (const store::Intent& intent : reader.list_waiting_intents(kAll)) {
    const auto is_its = [&](const store::Session& row) { return row.session == intent.session; };
    if (std::any_of(erased.rows.begin(), erased.rows.end(), is_its)) {
      return "domain events of " + intent.session;
    }
  }
  return {};
}

}  // namespace tundish::sim
