#include "run/flow.hpp"
#include "run/renaming.hpp"
#include "run/subfunnel.hpp"

namespace tundish {

LayerIndex fatalistic_of(const Funnel& funnel, LayerIndex layer) {
  const LayerIndex player = player_of(*funnel, layer);
  if (player == kNoLayer) return funnel->config.fatalistic_layer;
  const Subfunnel& around = *funnel->layers[static_cast<std::size_t>(player)].subfunnel;
  return around.fatalistic != kNoLayer ? around.fatalistic : fatalistic_behind(*funnel, player);
}

void deny(const Step& step, LayerIndex at, std::string reason) {
  const LayerIndex target = fatalistic_of(step.funnel, at);
  if (target == kNoLayer) return end_at(step, at, std::move(reason));
  step.walk.reason = std::move(reason);
  enter(step, target);
}

void fail(const Step& step, LayerIndex at, LayerIndex on_error, std::string reason) {
  const LayerIndex target = on_error != kNoLayer ? on_error : fatalistic_of(step.funnel, at);
  if (target == kNoLayer) return end_at(step, at, std::move(reason));
  if (step.state().layer == at) step.state().trail.push_back(at);
  step.walk.reason.clear();
  enter(step, target);
}

}  // namespace tundish
