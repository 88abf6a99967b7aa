#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "service/effects.hpp"
#include "service/job_threads.hpp"
#include "service/outgoing.hpp"
#include "service/sandbox.hpp"
#include "service/sealing.hpp"

namespace tundish::service {

/// Does what sessions ask of the world: endpoints are asked on threads of their own, codes and
/// messages sent as far as their channels are connected, domain events told to webhooks.
class OutsidePerformer : public EffectPerformer {
 public:
  struct World {
    store::Store& store;
    FunnelCache& funnels;
    const Sealer& sealer;
    Outgoing& outgoing;
    std::function<std::int64_t()> now_ms;                 ///< milliseconds since 1970
    std::function<void(const std::string& what)> failed;  ///< is told of what nobody waits for
    /// Is told of endpoints that gave no answer, or none that could be used.
    std::function<void(const std::string& endpoint, const std::string& why)> unanswered = {};
  };
  explicit OutsidePerformer(World world) : world_(std::move(world)) {}
  Performed perform(const store::Effect& effect, std::int64_t now_ms) override;

 private:
  Performed call(const store::Effect& effect, std::int64_t now_ms);
  void ask(const store::Effect& effect, std::int64_t attempt);
  Performed authenticate(const store::Effect& effect, std::int64_t now_ms);
  Performed send(const store::Effect& effect, std::int64_t now_ms);
  Performed emit(const store::Effect& effect, std::int64_t now_ms);

  World world_;
  SandboxPerformer sandbox_;
  JobThreads calls_{8, 256};  // last: it ends before what it works with
};

}  // namespace tundish::service
