#include "run/subfunnel.hpp"

#include <utility>
#include <vector>

#include "run/answers.hpp"
#include "run/calculations.hpp"
#include "run/initial.hpp"
#include "run/mapping.hpp"
#include "run/operands.hpp"
#include "run/ways.hpp"

namespace tundish {

namespace {

/// Reads all before any is written: what is handed over may be handed back under the same name.
void hand_over(const Step& step, const std::vector<Mapping>& mappings, std::string_view scope,
               LayerIndex player) {
  std::vector<std::pair<std::string, Value>> values;
  Operands operands(step.funnel, step.state());
  for (const Mapping& one : mappings) {
    const Value* found = find_named(operands, one.from);
    values.emplace_back(std::string(scope) + one.to, found ? *found : Value());
  }
  step.state().layer = player;
  for (auto& [slug, value] : values) {
    put_answer(step.state(), slug, AnswerOrigin::computed, std::move(value));
  }
}

}  // namespace

std::string_view own_name(std::string_view name) { return name.substr(scope_of(name).size()); }

std::string_view scope_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash + 1);
}

LayerIndex player_of(const Definition& definition, LayerIndex layer) {
  std::string_view scope = scope_of(definition.layers[static_cast<std::size_t>(layer)].id);
  if (scope.empty()) return kNoLayer;
  scope.remove_suffix(1);
  return find_layer(definition, scope);
}

void begin_subfunnel(const Step& step) {
  const LayerIndex player = step.state().layer;
  const Layer& layer = step.layer();
  if (!layer.subfunnel || layer.subfunnel->start == kNoLayer) {
    return fail(step, player, layer.on_error, "unknown_subfunnel");
  }
  const Subfunnel& subfunnel = *layer.subfunnel;
  hand_over(step, subfunnel.in, layer.id + "/", player);
  step.state().trail.push_back(player);
  if (!take_initial_data(step, subfunnel.start)) {
    return deny(step, subfunnel.start, "initial_data");
  }
  enter(step, subfunnel.start);
}

void end_subfunnel(const Step& step) {
  State& state = step.state();
  const LayerIndex end = state.layer;
  const LayerIndex player = step.layer().ends_subfunnel;
  const Layer& layer = step.layer(player);
  state.trail.push_back(end);
  note_completed(state, end);
  add_fact(step, FactKind::left);
  hand_over(step, layer.subfunnel->out, scope_of(layer.id), player);
  compute(step);
  const std::optional<Navigation>& next = layer.subfunnel->next;
  const LayerIndex target = next ? choose_way(step, *next) : kNoLayer;
  if (target == kNoLayer) return fail(step, player, layer.on_error, "nowhere_to_go");
  note_completed(state, player);
  add_fact(step, FactKind::left);
  enter(step, target);
}

}  // namespace tundish
