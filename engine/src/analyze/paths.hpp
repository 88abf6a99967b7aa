#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "analyze/facts.hpp"
#include "analyze/places.hpp"
#include "analyze/ways.hpp"

namespace tundish {

/// What is known about answers on every layer of a funnel, on whichever path a session came there,
/// back and forth included: the facts of all ways into a layer are joined until nothing changes.
class Paths {
 public:
  Paths(const Scope& scope, const Followed& followed, const Ways& ways);

  /// False when it was given up: nothing is known then.
  bool is_known() const { return is_known_; }
  bool reaches(std::size_t layer) const { return reached_[layer]; }
  /// While a visitor is on the layer.
  Facts on(std::size_t layer) const;
  /// When one of its ways is taken, before its jumps are judged. False: it never is.
  bool leaving(std::size_t layer, const WayPlace& way, Facts& facts) const;

 private:
  enum class Change : std::uint8_t { none, may_go, may_change };

  void prepare(const Ways& ways);
  void walk(const Ways& ways);
  void leave(std::size_t layer, const Ways& ways);
  void arrive(LayerIndex layer, const Facts& facts);
  void take(const Navigation& ways, Facts facts);
  void demand_inputs(const Layer& layer, Facts& facts) const;
  void demand(const Component& component, Facts& facts) const;
  void compute(const Layer& layer, Facts& facts) const;
  void forget(std::string_view slug, Facts& facts) const;

  const Scope& scope_;
  const std::vector<Layer>& layers_;
  const Followed& followed_;
  std::vector<std::vector<Change>> changes_;  // by slug and layer
  std::vector<Facts> entering_;
  LayerSet reached_, waiting_;
  bool is_known_ = true;
};

}  // namespace tundish
