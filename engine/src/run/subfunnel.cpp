#include "run/subfunnel.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "run/answers.hpp"
#include "run/calculations.hpp"
#include "run/initial.hpp"
#include "run/operands.hpp"
#include "run/ways.hpp"

namespace tundish {

namespace {

const Value* member_at(const Value& value, std::string_view name) {
  if (!value.is_list()) return value.find(name);
  std::size_t index = 0;
  for (const char c : name) {
    if (c < '0' || c > '9' || index > value.list().size()) return nullptr;
    index = index * 10 + static_cast<std::size_t>(c - '0');
  }
  return !name.empty() && index < value.list().size() ? &value.list()[index] : nullptr;
}

/// What a name with dots means where the session is; null when nothing.
Value named(const Step& step, std::string_view name) {
  Operands operands(step.funnel, step.state());
  std::size_t dot = name.find('.');
  const Value* value = operands.find_name(name.substr(0, dot));
  while (value && dot != std::string_view::npos) {
    name.remove_prefix(dot + 1);
    dot = name.find('.');
    value = member_at(*value, name.substr(0, dot));
  }
  return value ? *value : Value();
}

/// Reads all before any is written: what is handed over may be handed back under the same name.
void hand_over(const Step& step, const std::vector<Mapping>& mappings, std::string_view scope,
               LayerIndex player) {
  std::vector<std::pair<std::string, Value>> values;
  for (const Mapping& one : mappings) {
    values.emplace_back(std::string(scope) + one.to, named(step, one.from));
  }
  step.state().layer = player;
  for (auto& [slug, value] : values) {
    put_answer(step.state(), slug, AnswerOrigin::computed, std::move(value));
  }
}

void note_completed(State& state, LayerIndex layer) {
  std::vector<LayerIndex>& completed = state.completed;
  if (std::find(completed.begin(), completed.end(), layer) == completed.end()) {
    completed.push_back(layer);
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
