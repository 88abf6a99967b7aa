#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/funnel_cache.hpp"
#include "store/refusals.hpp"
#include "store/store.hpp"
#include "tundish/effect.hpp"

namespace tundish::service {

/// What somebody makes of refused events: a branch of the session that they were handed in for, or
/// nothing. Either way they stay in quarantine as they came.
enum class Decision { accepted, discarded };

struct DecisionWish {
  Decision decision = Decision::discarded;
  std::string reason;
  std::string by;  ///< who decides
};

/// What came of a decision.
struct Decided {
  enum class Kind {
    done,
    unknown,          ///< nothing of that name is in quarantine
    decided_already,  ///< and cannot be taken back: what was accepted is played
    impossible        ///< the events fit nowhere, whoever accepts them
  };
  Kind kind = Kind::unknown;
  store::Refusal refusal;
  std::int64_t seq = 0;  ///< of `impossible`: the event that does not fit
  Refused why;           ///< of `impossible`
};

/// Decides about the refused events that would have been that branch. Accepted ones are replayed
/// on what the visitor knew: the branch shares of the server's lane what their first event had
/// seen, so events that came after a session was closed can be taken. All of them are, or none.
Decided decide(store::Writer& writer, FunnelCache& funnels, std::string_view session,
               const DecisionWish& wish, std::int64_t now_ms);

}  // namespace tundish::service
