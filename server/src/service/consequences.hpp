#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/consents.hpp"
#include "service/statistics.hpp"
#include "store/store.hpp"
#include "tundish/advance.hpp"

namespace tundish::service {

/// Adds what a step of the stored session did. A branch counts what happens on it, and is no
/// visitor more: to the tally it looks as if its session had been counted before.
void count_step(SessionTallies& tallies, const Funnel& funnel, const store::Session& session,
                const State& before, const Transition& step);

/// What is to be kept of an accepted event besides the event.
struct Consequences {
  std::vector<Fact> facts;
  std::vector<Effect> effects;
  std::vector<ConsentGiven> consents;
};
/// Of a step whose state is `after` by now.
Consequences consequences_of(const Funnel& funnel, const State& after, Transition step);
void keep_consequences(store::Writer& writer, const store::Session& session, const Funnel& funnel,
                       const Event& event, const Consequences& consequences, std::int64_t now_ms);

/// Keeps the domain events that an accepted event raised.
void keep_intents(store::Writer& writer, const store::Session& session, const Funnel& funnel,
                  const std::string& uid, const std::vector<Fact>& facts, std::int64_t now_ms);

/// Keeps what an accepted event asks of the server. `recorded_ms` is the time that the event has.
void keep_effects(store::Writer& writer, const store::Session& session,
                  const std::vector<Effect>& effects, std::int64_t recorded_ms,
                  std::int64_t now_ms);

/// A branch that begins in this state awaits what its parent asked for before.
void keep_awaited(store::Writer& writer, const store::Session& branch, const State& state,
                  std::int64_t now_ms);

/// Whether the server still owes the session anything.
bool has_effects_to_do(store::Reader& reader, std::string_view session);

}  // namespace tundish::service
