#include "simulate/settling.hpp"

#include <algorithm>

#include "run/mapping.hpp"
#include "simulate/made_values.hpp"

namespace tundish {

namespace {

constexpr int kOk = 200;
constexpr int kUnavailable = 503;
constexpr Odds kMapped(0.95), kScoutSucceeds(0.7);

const Call* find_call(const Layer& layer, const std::string& name, Channel channel) {
  for (const Action& action : layer.actions) {
    if (action.id == name && action.kind == ActionKind::endpoint) return &action.call;
  }
  for (const Component& component : layer.components) {
    const Endpoint* endpoint = on_channel(component, channel).endpoint();
    if (component.id == name && endpoint) return &endpoint->call;
  }
  return nullptr;
}

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// What an answer could be like: something for each name that is taken from it.
Value make_answer(const Plan& plan, const Call& call, const Wishes* wishes, Chance& chance) {
  Value answer;
  for (const Mapping& one : call.response) {
    if (!chance.happens(kMapped)) continue;
    const auto source = OperandSource::session;
    std::vector<Value> values = make_any_values(plan.compared().with(source, one.to));
    if (wishes && wishes->is_about(source, one.to)) {
      const auto is_unwanted = [&](const Value& value) {
        return !wishes->suits(source, one.to, value);
      };
      const auto kept = std::remove_if(values.begin(), values.end(), is_unwanted);
      if (kept != values.begin()) values.erase(kept, values.end());
    }
    set_by_way(answer, one.from, values[chance.below(values.size())]);
  }
  return answer;
}

EffectOutcome draw_outcome(const EffectPlan& odds, bool may_be_offline, Chance& chance) {
  if (may_be_offline && chance.happens(odds.offline)) return EffectOutcome::offline;
  return chance.happens(odds.done) ? EffectOutcome::done : EffectOutcome::failed;
}

EffectOutcome wished_outcome(const Wishes& wishes, const Pending& pending, bool may_be_offline,
                             Chance& chance) {
  if (wishes.fails) return EffectOutcome::failed;
  const Edge* edge = wishes.edge_from(pending.layer);
  if (edge && edge->code == kOtherWay) {
    if (may_be_offline && ends_with(edge->way, ".offline_target")) return EffectOutcome::offline;
    if (ends_with(edge->way, "on_error") || ends_with(edge->way, ".on_failure")) {
      return EffectOutcome::failed;
    }
  }
  const auto source = OperandSource::endpoint;
  if (!wishes.is_about(source, pending.component)) {
    return chance.happens(kScoutSucceeds) ? EffectOutcome::done : EffectOutcome::failed;
  }
  for (const EffectOutcome one :
       {EffectOutcome::done, EffectOutcome::failed, EffectOutcome::offline}) {
    if (one == EffectOutcome::offline && !may_be_offline) continue;
    if (wishes.suits(source, pending.component, Value(to_text(one)))) return one;
  }
  return EffectOutcome::done;
}

}  // namespace

Settled settle(const Plan& plan, const State& state, const Pending& pending, const Wishes* wishes,
               Chance& chance) {
  Settled settled;
  settled.result.effect = pending.key;
  if (pending.kind == EffectKind::wait) {
    settled.result.outcome = EffectOutcome::elapsed;
    settled.not_before_ms = pending.due_ms;
    return settled;
  }
  const Layer& layer = plan.funnel()->layers[static_cast<std::size_t>(pending.layer)];
  const Call* call = find_call(layer, pending.component, state.header.channel);
  const EffectPlan& odds = plan.effect(call ? call->endpoint : "auth");
  const bool may_be_offline =
      call && !pending.queued &&
      (call->offline != OfflinePolicy::block || call->offline_target != kNoLayer);
  EffectResult& result = settled.result;
  result.outcome = wishes ? wished_outcome(*wishes, pending, may_be_offline, chance)
                          : draw_outcome(odds, may_be_offline, chance);
  if (result.outcome == EffectOutcome::offline) {
    settled.lane = Lane::c;
  } else if (call) {
    const bool is_done = result.outcome == EffectOutcome::done;
    result.status = is_done ? kOk : kUnavailable;
    const bool is_given = is_done && !odds.data.empty();
    if (is_given) result.data = odds.data[draw(odds.data.size(), odds.up_to, chance)];
    if (is_done && !is_given) result.data = make_answer(plan, *call, wishes, chance);
  }
  return settled;
}

}  // namespace tundish
