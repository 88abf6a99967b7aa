#include "run/ways.hpp"

#include "run/experiment.hpp"
#include "run/visible.hpp"
#include "support/terse.hpp"
#include "tundish/why.hpp"

namespace tundish {

namespace {

void note_exposure(const Step& step, const std::string& experiment, const std::string& variant) {
  Value& exposed = step.state().exposed;
  if (exposed.find(experiment)) return;
  exposed.set(experiment, variant);
  Fact fact;
  fact.kind = FactKind::exposed;
  fact.layer = step.layer().id;
  fact.name = experiment;
  fact.variant = variant;
  add_fact(step, std::move(fact));
}

/// A way that was chosen: the place of its jump (-1: none), and the variant of an experiment.
struct Choice {
  LayerIndex target = kNoLayer;
  int jump = -1;
  const Variant* variant = nullptr;
};

Choice choose(const Step& step, const Navigation& navigation) {
  for (std::size_t i = 0; i < navigation.jumps.size(); ++i) {
    const Jump& jump = navigation.jumps[i];
    if (!hold_now(step.funnel, step.state(), jump.conditions)) continue;
    if (jump.experiment.empty()) return {jump.target, static_cast<int>(i), nullptr};
    const Variant* variant = variant_of(step.state().header.session, jump);
    if (!variant) continue;
    note_exposure(step, jump.experiment, variant->name);
    return {variant->target, static_cast<int>(i), variant};
  }
  return {navigation.target, -1, nullptr};
}

}  // namespace

LayerIndex choose_way(const Step& step, const Navigation& navigation) {
  const Choice choice = choose(step, navigation);
  if (Trace* trace = kLean ? nullptr : step.funnel.trace()) {
    trace->chose(step.funnel, step.state(), navigation, choice.target, choice.jump,
                 choice.variant ? std::string_view(choice.variant->name) : std::string_view());
  }
  return choice.target;
}

}  // namespace tundish
