#include "service/sandbox.hpp"

#include <stdexcept>

#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kMinuteMs = 60 * 1000;
constexpr int kTimeIsOver = 504;

std::int64_t number_in(const Value& asked, std::string_view name) {
  const Value* member = asked.find(name);
  return member ? static_cast<std::int64_t>(member->number()) : 0;
}

Performed outcome(EffectOutcome what, int status) {
  Performed performed;
  performed.kind = Performed::Kind::settled;
  performed.result.outcome = what;
  performed.result.status = status;
  return performed;
}

/// Somebody may say by hand what came of it, until its time is over.
Performed wait_for_hand(const store::Effect& effect, std::int64_t time_ms, std::int64_t now_ms) {
  const std::int64_t until = effect.created_at_ms + time_ms;
  if (now_ms >= until) return outcome(EffectOutcome::failed, kTimeIsOver);
  return {Performed::Kind::later, {}, until};
}

}  // namespace

Performed SandboxPerformer::perform(const store::Effect& effect, std::int64_t now_ms) {
  const Result<Value> asked = parse_value(effect.text);
  EffectKind kind = EffectKind::say;
  if (!asked || !from_text(effect.kind, kind)) {
    throw std::runtime_error("a stored effect does not parse");
  }
  switch (kind) {
    case EffectKind::wait:
      return outcome(EffectOutcome::elapsed, 0);
    case EffectKind::call:
      return wait_for_hand(
          effect, number_in(*asked, "timeout_ms") * (1 + number_in(*asked, "retries")), now_ms);
    case EffectKind::authenticate:
      return wait_for_hand(effect, number_in(*asked, "expires_minutes") * kMinuteMs, now_ms);
    case EffectKind::say:
    case EffectKind::send:
    case EffectKind::emit:
      break;
  }
  return {Performed::Kind::done, {}, 0};
}

}  // namespace tundish::service
