#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/duty_thread.hpp"
#include "service/funnel_cache.hpp"
#include "store/effects.hpp"
#include "store/store.hpp"
#include "tundish/event.hpp"

namespace tundish::service {

/// What came of an attempt to do an effect.
struct Performed {
  enum class Kind {
    settled,    ///< `result` is what came back
    done,       ///< and nobody waits for more
    elsewhere,  ///< somebody else does it, and has noted so
    later       ///< somebody else settles it, or it is looked at again at `again_ms`
  };
  Kind kind = Kind::done;
  EffectResult result;  ///< its `effect` need not be said
  std::int64_t again_ms = 0;
};

/// Does effects in the world. It may be asked for the same one again, when the server ended before
/// it could note what came of it: whoever it asks is told the effect's key.
class EffectPerformer {
 public:
  virtual ~EffectPerformer() = default;
  /// Throws when it could not: the effect is tried again later.
  virtual Performed perform(const store::Effect& effect, std::int64_t now_ms) = 0;
};

/// Writes what came of an effect into the server's lane of the session that asked, once; also when
/// the session awaits it no more, so that a server that does it again after a restore comes to as
/// many events as clients know of. False when there is no such effect to do.
bool settle_effect(store::Writer& writer, FunnelCache& funnels, std::string_view session,
                   std::string_view effect, EffectResult result, std::int64_t now_ms);

/// Does what is due, oldest first, at most `limit`. One caller at a time. Gives how many there
/// were.
std::size_t perform_effects(store::Store& store, FunnelCache& funnels, EffectPerformer& performer,
                            std::int64_t now_ms, int limit);

/// The same as a duty of whichever server is there.
Duty effects_duty(store::Store& store, FunnelCache& funnels, EffectPerformer& performer);

}  // namespace tundish::service
