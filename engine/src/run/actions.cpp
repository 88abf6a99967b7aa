#include <algorithm>

#include "run/answers.hpp"
#include "run/asking.hpp"
#include "run/authentication.hpp"
#include "run/calculations.hpp"
#include "run/effects.hpp"
#include "run/mapping.hpp"
#include "run/operands.hpp"
#include "run/spoken.hpp"
#include "tundish/template.hpp"

namespace tundish {

namespace {

constexpr std::int64_t kSecond = 1000;

/// What a step of an action layer leads to: to the next one, or away from here for now.
enum class Next { go_on, stop };

/// The text of an answer that names a receiver or an identity; empty when it is not there.
std::string text_of_answer(const Step& step, const std::string& slug) {
  Operands operands(step.funnel, step.state());
  const Value* value = operands.find(OperandSource::session, slug);
  return value ? value->text() : std::string();
}

/// A message in the session's language, filled in.
std::string message_of(const Step& step, const Action& action) {
  const Definition& definition = *step.funnel;
  const std::string& layer = step.layer().id;
  const std::string* text = nullptr;
  for (const Content* content : spoken(definition, step.state().header)) {
    if (!text && content) text = find_text(*content, layer, action.id, "text");
  }
  if (!text) return {};
  Operands operands(step.funnel, step.state());
  return render_template(*text,
                         [&operands](std::string_view name) { return operands.find_name(name); });
}

Next fail_action(const Step& step, LayerIndex on_error, std::string reason) {
  const LayerIndex target = on_error != kNoLayer ? on_error : step.layer().on_error;
  fail(step, step.state().layer, target, std::move(reason));
  return Next::stop;
}

Next check_in(const Step& step, const Action& action) {
  add_fact(step, FactKind::checkpoint, action.id, {}, action.name);
  if (action.conversion) add_fact(step, FactKind::converted, action.id);
  return Next::go_on;
}

Next set_value(const Step& step, const Action& action) {
  compute(step, action.calculation);
  const Answer* made = find_answer(step.state(), action.calculation.slug);
  const bool failed = !made || made->layer != step.state().layer;
  if (!failed || action.on_error == kNoLayer) return Next::go_on;
  return fail_action(step, action.on_error, "effect_failed");
}

Next emit(const Step& step, const Action& action) {
  Emit effect;
  effect.origin = origin_of(step, action.id);
  effect.name = action.name;
  effect.data = gathered(step.funnel, step.state(), action.data);
  step.transition.effects.push_back(std::move(effect));
  return Next::go_on;
}

Next send(const Step& step, const Action& action) {
  Send effect;
  effect.origin = origin_of(step, action.id);
  effect.channel =
      action.channel.empty() ? std::string(to_text(step.state().header.channel)) : action.channel;
  if (!action.to.empty()) effect.to = text_of_answer(step, action.to);
  if (!action.to.empty() && effect.to.empty()) {
    // Nobody to send it to. It is no more than an intent: without a way for that it is left out.
    return action.on_error == kNoLayer ? Next::go_on
                                       : fail_action(step, action.on_error, "effect_failed");
  }
  effect.journey = action.journey;
  if (action.journey.empty()) effect.text = message_of(step, action);
  effect.data = gathered(step.funnel, step.state(), action.data);
  step.transition.effects.push_back(std::move(effect));
  return Next::go_on;
}

/// A page does not pause.
Next wait(const Step& step, const Action& action) {
  if (!is_one_at_a_time(step.state().header.channel)) return Next::go_on;
  Wait effect;
  effect.origin = origin_of(step, action.id);
  effect.until_ms = step.event.t_wall + kSecond * action.seconds;
  await(step, effect.origin, EffectKind::wait).due_ms = effect.until_ms;
  step.transition.effects.push_back(std::move(effect));
  return Next::stop;
}

Next authenticate(const Step& step, const Action& action) {
  const std::string identity = text_of_answer(step, action.identity);
  if (identity.empty()) return fail_action(step, action.on_error, "auth_failed");
  Challenge challenge;
  challenge.component = action.id;
  challenge.method = action.method;
  challenge.identity = identity;
  challenge.expires_minutes = action.expires_minutes;
  challenge_visitor(step, challenge);
  return Next::stop;
}

Next run_action(const Step& step, const Action& action) {
  switch (action.kind) {
    case ActionKind::endpoint:
      ask(step, action.id, action.call);
      return Next::stop;
    case ActionKind::authenticate:
      return authenticate(step, action);
    case ActionKind::checkpoint:
      return check_in(step, action);
    case ActionKind::set:
      return set_value(step, action);
    case ActionKind::emit:
      return emit(step, action);
    case ActionKind::send:
      return send(step, action);
    case ActionKind::wait:
      return wait(step, action);
    case ActionKind::close:
      break;
  }
  close(step, action.reason);
  return Next::stop;
}

}  // namespace

void run_actions(const Step& step) {
  const Layer& layer = step.layer();
  int& place = step.state().component;
  for (; place < static_cast<int>(layer.actions.size()); ++place) {
    const Action& action = layer.actions[static_cast<std::size_t>(place)];
    if (run_action(step, action) == Next::stop) return;
  }
  if (layer.next && follow(step, *layer.next)) return;
  fail(step, step.state().layer, layer.on_error, "nowhere_to_go");
}

}  // namespace tundish
