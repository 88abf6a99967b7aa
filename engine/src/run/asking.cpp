#include "run/asking.hpp"

#include <algorithm>

#include "run/answers.hpp"
#include "run/mapping.hpp"

namespace tundish {

namespace {

/// An answer that no input of the current layer was given.
void store_made(State& state, LayerIndex layer, const std::string& slug, Value value) {
  Answer answer;
  answer.slug = slug;
  answer.layer = layer;
  answer.origin = AnswerOrigin::response;
  answer.value = std::move(value);
  store_answer(state, std::move(answer));
}

/// An answer that does not bring it takes away what an earlier one has brought.
void clear_made(State& state, LayerIndex layer, const std::string& slug) {
  const Answer* there = find_answer(state, slug);
  if (there && there->origin == AnswerOrigin::response && there->layer == layer) {
    clear_answer(state, slug);
  }
}

}  // namespace

EffectOrigin origin_of(const Step& step, const std::string& component) {
  const std::vector<Effect>& effects = step.transition.effects;
  const auto ordinal = std::count_if(effects.begin(), effects.end(), [](const Effect& one) {
    return !std::holds_alternative<Say>(one);
  });
  EffectOrigin origin;
  origin.key = step.event.uid + "-" + std::to_string(ordinal);
  origin.layer = step.layer().id;
  origin.component = component;
  return origin;
}

Pending& await(const Step& step, const EffectOrigin& origin, EffectKind kind) {
  Pending pending;
  pending.key = origin.key;
  pending.kind = kind;
  pending.layer = step.state().layer;
  pending.component = origin.component;
  step.state().pending.push_back(std::move(pending));
  add_fact(step, FactKind::requested, origin.component);
  return step.state().pending.back();
}

void drop(State& state, std::string key) {
  const auto is_it = [&key](const Pending& one) { return one.key == key; };
  state.pending.erase(std::remove_if(state.pending.begin(), state.pending.end(), is_it),
                      state.pending.end());
}

void note_outcome(const Step& step, const std::string& component, std::string_view outcome) {
  step.state().outcomes.set(component, outcome);
}

void ask(const Step& step, const std::string& component, const Call& call) {
  EndpointCall effect;
  effect.origin = origin_of(step, component);
  effect.endpoint = call.endpoint;
  effect.request = gathered(step.funnel, step.state(), call.request);
  effect.timeout_ms = call.timeout_ms;
  effect.retries = call.retries;
  effect.offline = call.offline;
  await(step, effect.origin, EffectKind::call).policy = call.offline;
  note_outcome(step, component, "waiting");
  step.transition.effects.push_back(std::move(effect));
}

void take_response(const Step& step, LayerIndex layer, const Call& call, const Value& data) {
  for (const Mapping& one : call.response) {
    const Value* found = find_by_way(data, one.from);
    if (found && !found->is_null()) {
      store_made(step.state(), layer, one.to, *found);
    } else {
      clear_made(step.state(), layer, one.to);
    }
  }
}

bool take_fallback(const Step& step, LayerIndex layer, const Call& call) {
  if (!call.fallback.is_object()) return false;
  for (const Value::Member& one : call.fallback.object()) {
    store_made(step.state(), layer, one.name, one.value);
  }
  return true;
}

}  // namespace tundish
