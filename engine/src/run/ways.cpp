#include "run/ways.hpp"

#include "run/experiment.hpp"
#include "run/visible.hpp"

namespace tundish {

namespace {

void note_exposure(const Step& step, const std::string& experiment, const std::string& variant) {
  Value& exposed = step.state().exposed;
  if (exposed.find(experiment)) return;
  exposed.set(experiment, variant);
  add_fact(step, FactKind::exposed, {}, {}, experiment);
  step.transition.facts.back().variant = variant;
}

}  // namespace

LayerIndex choose_way(const Step& step, const Navigation& navigation) {
  for (const Jump& jump : navigation.jumps) {
    if (!hold_now(step.funnel, step.state(), jump.conditions)) continue;
    if (jump.experiment.empty()) return jump.target;
    const Variant* variant = variant_of(step.state().header.session, jump);
    if (!variant) continue;
    note_exposure(step, jump.experiment, variant->name);
    return variant->target;
  }
  return navigation.target;
}

}  // namespace tundish
