#include "simulate/scouting.hpp"

#include <algorithm>
#include <utility>

namespace tundish {

namespace {

constexpr int kMostTries = 30;
constexpr std::size_t kDetour = 4;

void wish_component(const Edge& edge, Chance& chance, Wishes& wishes) {
  if (!edge.component) return;
  wishes.want(edge.component->visible_if, chance);
  if (edge.component->button()) wishes.want(edge.component->button()->enabled_if, chance);
}

}  // namespace

Scouting::Scouting(const Plan& plan, const Edges& edges, const Counts& counts)
    : plan_(plan), edges_(edges), counts_(counts), into_(plan.funnel()->layers.size()) {
  for (std::size_t i = 0; i < edges.defined(); ++i) {
    const auto index = static_cast<int>(i);
    into_[static_cast<std::size_t>(edges.all()[i].to)].push_back(index);
    if (!counts.has_edge(index)) targets_.push_back(Target{index, -1, kNoLayer, 0});
  }
  const LayerIndex fatalistic = plan.funnel()->config.fatalistic_layer;
  if (fatalistic != kNoLayer) targets_.push_back(Target{-1, -1, fatalistic, 0});
  for (std::size_t i = 0; i < plan.planned_options().size(); ++i) {
    const auto index = static_cast<int>(i);
    if (!counts.has_option(index)) targets_.push_back(Target{-1, index, kNoLayer, 0});
  }
}

bool Scouting::is_reached(const Target& target) const {
  if (target.layer != kNoLayer) return counts_.has_layer(target.layer);
  return target.edge >= 0 ? counts_.has_edge(target.edge) : counts_.has_option(target.option);
}

std::optional<Wishes> Scouting::next(Chance& chance) {
  for (std::size_t seen = 0; seen < targets_.size(); ++seen) {
    Target& target = targets_[turn_++ % targets_.size()];
    if (target.tries >= kMostTries || is_reached(target)) continue;
    ++target.tries;
    Wishes wishes;
    wishes.way.resize(plan_.funnel()->layers.size());
    if (find_way(target, chance, wishes)) return wishes;
    target.tries = kMostTries;  // nothing leads there
  }
  return std::nullopt;
}

/// Backwards from the target to the start, with lots as distances.
bool Scouting::find_way(const Target& target, Chance& chance, Wishes& wishes) {
  const Definition& definition = *plan_.funnel();
  wishes.fails = target.layer != kNoLayer;
  if (wishes.fails) return true;
  LayerIndex goal = kNoLayer;
  if (target.edge >= 0) {
    const Edge& edge = edges_.all()[static_cast<std::size_t>(target.edge)];
    goal = edge.from;
    wishes.way[static_cast<std::size_t>(edge.from)] = &edge;
    wish_edge(edge, chance, wishes);
  } else {
    wishes.option = &plan_.planned_options()[static_cast<std::size_t>(target.option)];
    goal = wishes.option->layer;
    const Layer& layer = definition.layers[static_cast<std::size_t>(goal)];
    const auto component = static_cast<std::size_t>(wishes.option->component);
    wishes.want(layer.components[component].visible_if, chance);
    const Input* input = layer.components[component].input();
    for (std::size_t i = 0; input && i < input->options.size(); ++i) {
      if (input->options[i].value != wishes.option->value) continue;
      wishes.want(input->options[i].visible_if, chance);
    }
  }
  std::vector<std::size_t> distance(definition.layers.size());
  std::vector<int> via(definition.layers.size(), -1);
  std::vector<std::pair<std::size_t, LayerIndex>> open{{0, goal}};
  std::vector<bool> done(definition.layers.size());
  const auto farther = [](const auto& a, const auto& b) { return a > b; };
  while (!open.empty()) {
    std::pop_heap(open.begin(), open.end(), farther);
    const auto [far, layer] = open.back();
    open.pop_back();
    const auto place = static_cast<std::size_t>(layer);
    if (done[place]) continue;
    done[place] = true;
    if (layer == definition.config.start_layer) break;
    for (const int index : into_[place]) {
      const Edge& edge = edges_.all()[static_cast<std::size_t>(index)];
      const auto from = static_cast<std::size_t>(edge.from);
      if (done[from]) continue;
      const std::size_t length =
          far + 1 + chance.below(kDetour) + (counts_.has_edge(index) ? 0 : kDetour);
      if (via[from] >= 0 && distance[from] <= length) continue;
      distance[from] = length;
      via[from] = index;
      open.emplace_back(length, edge.from);
      std::push_heap(open.begin(), open.end(), farther);
    }
  }
  LayerIndex at = definition.config.start_layer;
  if (at == kNoLayer || !done[static_cast<std::size_t>(at)]) return false;
  while (at != goal) {
    const Edge& edge = edges_.all()[static_cast<std::size_t>(via[static_cast<std::size_t>(at)])];
    wishes.way[static_cast<std::size_t>(at)] = &edge;
    wish_edge(edge, chance, wishes);
    at = edge.to;
  }
  return true;
}

/// What makes a way lead there: its conditions, and none of the jumps before it.
void Scouting::wish_edge(const Edge& edge, Chance& chance, Wishes& wishes) const {
  wish_component(edge, chance, wishes);
  if (!edge.ways) return;
  const std::size_t jumps = edge.ways->jumps.size();
  const std::size_t before = edge.jump < 0 ? jumps : static_cast<std::size_t>(edge.jump);
  if (edge.jump >= 0) wishes.want(edge.ways->jumps[before].conditions, chance);
  for (std::size_t i = 0; i < before; ++i) wishes.avoid(edge.ways->jumps[i].conditions, chance);
}

}  // namespace tundish
