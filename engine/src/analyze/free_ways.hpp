#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "analyze/facts.hpp"

namespace tundish {

/// Why a layer is left though nobody was asked anything there.
enum class FreeKind : std::uint8_t { flows, acts, skipped, led_on, too_often, played };

/// A way that a session may take on its own.
struct FreeWay {
  LayerIndex to = kNoLayer;
  FreeKind kind = FreeKind::flows;
  bool is_sure = true;  ///< false: where nobody can tell from here whether something is asked
};

/// The ways between layers that are taken without an input, a wait or a bound, by the visitors of
/// one channel.
class FreeWays {
 public:
  /// `followed` has a world.
  FreeWays(const Scope& scope, const Followed& followed);

  using Visit = std::function<void(const FreeWay&, const Facts&)>;
  /// Calls `visit` with every way that a session may take from a layer that it comes to with these
  /// facts, and with what is known behind it. `here` is what can ever be on the layer.
  void each_from(std::size_t layer, const Facts& facts, const Facts& here,
                 const Visit& visit) const;

 private:
  struct Leaving {
    FreeWay way;
    Facts facts;
  };
  /// How a subfunnel can be passed through.
  struct Passage {
    bool to_result = false, to_fatalistic = false;
    bool is_sure = true;
  };

  bool leads_on(std::size_t layer, const Facts& facts, const Visit& visit) const;
  void skip(const Layer& layer, Facts facts, const Visit& visit) const;
  void play(std::size_t layer, Facts facts, const Visit& visit) const;
  bool asks_nobody(std::size_t layer, Leaving& leaving) const;
  bool is_passed_by(const Component& component, std::size_t layer, Leaving& leaving) const;
  bool is_kept(const Input& input, std::size_t layer, Leaving& leaving) const;
  bool waits(const Component& component) const;
  void take(const Navigation& ways, Leaving leaving, const Visit& visit) const;
  void forget_made(const Layer& layer, Facts& facts) const;
  const Passage& passage(std::size_t layer) const;
  Passage passage_through(const Definition& played) const;

  const Scope& scope_;
  const std::vector<Layer>& layers_;
  const Followed& followed_;
  const World world_;
  std::vector<std::vector<std::size_t>> own_;        ///< by layer: the slugs that it may set
  mutable std::map<std::size_t, Passage> passages_;  ///< by layer, when it was asked for
};

}  // namespace tundish
