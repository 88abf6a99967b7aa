#include "run/authentication.hpp"

namespace tundish {

void challenge_visitor(const Step&, const Challenge&) {}

const Component* find_auth(const Funnel&, const State&, std::string_view) { return nullptr; }

bool has_auth_to_pass(const Funnel&, const State&) { return false; }

Refusal answer_identity(const Step&, const Component&, const Value&) { return std::nullopt; }

Refusal reply_identity(const Step&, const Component&, const Replied&) { return std::nullopt; }

Refusal request_proof(const Step&, const Component&) { return std::nullopt; }

void settle_proof(const Step&, Pending&, const EffectResult&) {}

}  // namespace tundish
