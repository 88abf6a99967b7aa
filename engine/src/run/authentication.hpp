#pragma once

#include <string>

#include "run/flow.hpp"
#include "run/refusal.hpp"

namespace tundish {

/// A proof that the visitor is asked for. `next` and `on_failure` lead on when it is over.
struct Challenge {
  std::string component;  ///< or the action
  AuthKind method = AuthKind::otp_sms;
  std::string identity;
  int expires_minutes = 10;
  int max_attempts = 5;
  int max_visits = 1;
  int attempts = 0;  ///< wrong tries before
};

/// The identity as a question of its own.
Input identity_input(const Auth& auth);

/// Has a code or link sent, or a password awaited.
void challenge_visitor(const Step& step, const Challenge& challenge);
/// The auth component of the current layer that is still to be passed, by its id or by the slug of
/// the identity; null when there is none.
const Component* find_auth(const Funnel& funnel, const State& state, std::string_view name);
/// Whether the current layer shows an auth component that the visitor has not passed.
bool has_auth_to_pass(const Funnel& funnel, const State& state);

/// The visitor says who they are. What was sent to somebody else no longer counts.
Refusal answer_identity(const Step& step, const Component& component, const Value& given);
/// The same where one component is shown at a time; the proof is asked for at once.
Refusal reply_identity(const Step& step, const Component& component, const Replied& replied);
/// The proof is asked for, or once more.
Refusal request_proof(const Step& step, const Component& component);
/// A proof was right, or wrong, or too late.
void settle_proof(const Step& step, Pending& pending, const EffectResult& result);

}  // namespace tundish
