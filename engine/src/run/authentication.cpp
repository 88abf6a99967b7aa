#include "run/authentication.hpp"

#include <algorithm>

#include "run/admission.hpp"
#include "run/answers.hpp"
#include "run/asking.hpp"
#include "run/effects.hpp"
#include "run/endpoints.hpp"
#include "run/gestures.hpp"
#include "run/say.hpp"
#include "run/visible.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kSecond = 1000;

const Auth& auth_of(const Step& step, const Component& component) {
  return *on_channel(component, step.state().header.channel).auth();
}

Pending* find_pending(State& state, const std::string& component) {
  for (Pending& one : state.pending) {
    if (one.layer == state.layer && one.component == component) return &one;
  }
  return nullptr;
}

void store_identity(const Step& step, const Component& component, Reading reading) {
  State& state = step.state();
  const Auth& auth = auth_of(step, component);
  if (const Pending* sent = find_pending(state, component.id)) drop(state, sent->key);
  if (reading.value.is_null()) {
    clear_answer(state, auth.slug);
  } else {
    Answer answer;
    answer.slug = auth.slug;
    answer.layer = state.layer;
    answer.value = std::move(reading.value);
    answer.problems = std::move(reading.problems);
    store_answer(state, std::move(answer));
  }
  add_fact(step, FactKind::answered, component.id, auth.slug);
}

Challenge challenge_of(const Auth& auth, const std::string& component, std::string identity) {
  Challenge challenge;
  challenge.component = component;
  challenge.method = auth.method;
  challenge.identity = std::move(identity);
  challenge.expires_minutes = auth.expires_minutes;
  challenge.max_attempts = auth.max_attempts;
  challenge.max_visits = auth.max_visits;
  return challenge;
}

/// Who asked for a proof, and where it leads.
struct Asker {
  AuthKind method = AuthKind::otp_sms;
  std::string identity;  ///< a slug
  int max_attempts = Challenge().max_attempts;
  LayerIndex next = kNoLayer, on_failure = kNoLayer;
  bool is_action = false;
};

Asker asker_of(const Step& step, const std::string& name) {
  Asker asker;
  for (const Action& action : step.layer().actions) {
    if (action.id != name) continue;
    asker.method = action.method;
    asker.identity = action.identity;
    asker.on_failure = action.on_error;
    asker.is_action = true;
  }
  for (const Component& component : step.layer().components) {
    if (component.id != name) continue;
    const Auth* auth = on_channel(component, step.state().header.channel).auth();
    if (!auth) continue;
    asker.method = auth->method;
    asker.identity = auth->slug;
    asker.max_attempts = auth->max_attempts;
    asker.next = auth->next;
    asker.on_failure = auth->on_failure;
  }
  return asker;
}

void succeed(const Step& step, const Asker& asker, const std::string& name) {
  State& state = step.state();
  const Answer* identity = find_answer(state, asker.identity);
  Authentication authentication;
  authentication.method = to_text(asker.method);
  if (identity) authentication.contact = identity->value.text();
  state.auth = std::move(authentication);
  note_outcome(step, name, "done");
  add_fact(step, FactKind::authenticated, name, {}, std::string(to_text(asker.method)));
  if (asker.is_action) {
    ++state.component;
    return run_actions(step);
  }
  if (asker.next != kNoLayer && is_complete(step.funnel, state)) {
    return go_onward(step, asker.next);
  }
  if (is_one_at_a_time(state.header.channel)) go_on_behind(step, name);
}

void give_up(const Step& step, const Asker& asker, const std::string& name) {
  note_outcome(step, name, "failed");
  const LayerIndex target = asker.on_failure != kNoLayer ? asker.on_failure : step.layer().on_error;
  fail(step, step.state().layer, target, "auth_failed");
}

}  // namespace

Input identity_input(const Auth& auth) {
  Input input;
  input.slug = auth.slug;
  input.mandatory = true;
  if (auth.method == AuthKind::otp_sms) input.appearance = InputAppearance::phone;
  if (auth.method == AuthKind::otp_email || auth.method == AuthKind::magic_link) {
    input.appearance = InputAppearance::email;
  }
  input.autofill_source = auth.autofill_source;
  return input;
}

void challenge_visitor(const Step& step, const Challenge& challenge) {
  Authenticate effect;
  effect.origin = origin_of(step, challenge.component);
  effect.method = challenge.method;
  effect.identity = challenge.identity;
  effect.expires_minutes = challenge.expires_minutes;
  effect.max_attempts = challenge.max_attempts;
  if (challenge.method == AuthKind::magic_link) effect.max_visits = challenge.max_visits;
  Pending& pending = await(step, effect.origin, EffectKind::authenticate);
  pending.attempts = challenge.attempts;
  pending.sent_ms = step.event.t_wall;
  pending.due_ms = step.event.t_wall + kMinute * challenge.expires_minutes;
  note_outcome(step, challenge.component, "waiting");
  step.transition.effects.push_back(std::move(effect));
}

const Component* find_auth(const Funnel& funnel, const State& state, std::string_view name) {
  if (is_authenticated(state)) return nullptr;
  const Layer& layer = funnel->layers[static_cast<std::size_t>(state.layer)];
  for (const Component& component : layer.components) {
    const Auth* auth = on_channel(component, state.header.channel).auth();
    if (!auth || (!name.empty() && name != component.id && name != auth->slug)) continue;
    if (is_visible(funnel, state, component)) return &component;
  }
  return nullptr;
}

bool has_auth_to_pass(const Funnel& funnel, const State& state) {
  return find_auth(funnel, state, {}) != nullptr;
}

Refusal answer_identity(const Step& step, const Component& component, const Value& given) {
  const Auth& auth = auth_of(step, component);
  std::optional<Reading> reading = read_answer(identity_input(auth), given, step.moment());
  if (!reading) {
    return refuse(RefusalCode::wrong_type,
                  {"The value cannot be an answer to the text input ", auth.slug, "."},
                  "/input/value");
  }
  store_identity(step, component, std::move(*reading));
  return std::nullopt;
}

Refusal reply_identity(const Step& step, const Component& component, const Replied& replied) {
  const Auth& auth = auth_of(step, component);
  Reading reading = read_reply(identity_input(auth), {}, replied, step.moment());
  if (reading.value.is_null() && reading.problems.empty()) {
    reading.problems.push_back(Problem{ProblemCode::missing, {}, {}});
  }
  if (!reading.problems.empty()) {
    ask_again(step, &component, std::move(reading.problems));
    return std::nullopt;
  }
  step.state().reasks = 0;
  store_identity(step, component, std::move(reading));
  return request_proof(step, component);
}

Refusal request_proof(const Step& step, const Component& component) {
  State& state = step.state();
  const Auth& auth = auth_of(step, component);
  const Answer* identity = find_answer(state, auth.slug);
  if (!identity || !identity->problems.empty() || !is_on_path(state, *identity)) {
    return refuse(RefusalCode::layer_incomplete,
                  {"Nobody knows yet where to send it: ", auth.slug, " is missing."},
                  "/input/component");
  }
  Challenge challenge = challenge_of(auth, component.id, identity->value.text());
  if (const Pending* sent = find_pending(state, component.id)) {
    if (step.event.t_wall < sent->sent_ms + kSecond * auth.resend_seconds) {
      return refuse(RefusalCode::too_soon, {"It was sent a moment ago."}, "/t_wall");
    }
    challenge.attempts = sent->attempts;
    drop(state, sent->key);
  }
  challenge_visitor(step, challenge);
  return std::nullopt;
}

void settle_proof(const Step& step, Pending& pending, const EffectResult& result) {
  const std::string name = pending.component;
  const Asker asker = asker_of(step, name);
  const bool expired = step.event.t_wall > pending.due_ms;
  const bool passed = result.outcome == EffectOutcome::done && !expired;
  if (passed) {
    drop(step.state(), pending.key);
    return succeed(step, asker, name);
  }
  ++pending.attempts;
  const bool over = pending.attempts >= asker.max_attempts;
  if (!over && !expired) return;
  drop(step.state(), pending.key);
  if (over || asker.is_action) return give_up(step, asker, name);
  note_outcome(step, name, "failed");  // another one may be requested
}

}  // namespace tundish
