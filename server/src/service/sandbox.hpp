#pragma once

#include "service/effects.hpp"

namespace tundish::service {

/// Does effects without the world: messages and domain events go nowhere, waits end when it is
/// time, and endpoints and proofs are settled by hand within the time that they have, else they
/// fail.
class SandboxPerformer : public EffectPerformer {
 public:
  Performed perform(const store::Effect& effect, std::int64_t now_ms) override;
};

}  // namespace tundish::service
