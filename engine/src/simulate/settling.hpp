#pragma once

#include "simulate/plan.hpp"
#include "simulate/wishes.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// How an effect ends, and when and by whom that is written down.
struct Settled {
  EffectResult result;
  Lane lane = Lane::s;
  std::int64_t not_before_ms = 0;
};

Settled settle(const Plan& plan, const State& state, const Pending& pending, const Wishes* wishes,
               Chance& chance);

}  // namespace tundish
