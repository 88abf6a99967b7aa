#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "service/funnel_cache.hpp"
#include "service/sealing.hpp"
#include "store/effects.hpp"
#include "store/store.hpp"

namespace tundish::service {

// What holds whatever an author wrote.
inline constexpr std::int64_t kMostCodeMs = 10 * 60 * std::int64_t{1000};
inline constexpr std::int64_t kMostCodeTries = 5;
inline constexpr std::int64_t kMostSends = 5;
inline constexpr std::int64_t kSendsCountedMs = 60 * 60 * std::int64_t{1000};
inline constexpr std::size_t kCodeDigits = 6;

/// What an effect asks a visitor to prove, and how.
struct ProofWish {
  enum class Kind { code, link };
  Kind kind = Kind::code;
  std::string channel;  ///< where it is sent: `sms`, `email`
  std::string receiver;
  std::int64_t valid_ms = kMostCodeMs;
  std::int64_t most_tries = 1;
};

enum class ProofSent { sent, before, too_often };
/// Sends a code or link, and keeps what tells whether somebody has it: once for each effect of a
/// session. The time and the tries are cut to what is allowed.
ProofSent send_proof(store::Writer& writer, const Sealer& sealer, const store::Effect& effect,
                     const ProofWish& wish, std::int64_t now_ms);
/// The kept proof of an effect ended without having been given.
void end_proof(store::Writer& writer, std::string_view session, std::string_view effect);

enum class ProofOutcome {
  right,
  wrong,
  over,    ///< it was given before, tried too often, or its time is over
  unknown  ///< there is none
};
struct ProofAnswer {
  ProofOutcome outcome = ProofOutcome::unknown;
  std::int64_t tries_left = 0;
  std::string session;
};
/// Judges a code that a visitor typed for that effect; what came of it is written into the server's
/// lane of the session.
ProofAnswer check_code(store::Store& store, FunnelCache& funnels, const Sealer& sealer,
                       std::string_view session, std::string_view effect, std::string_view code,
                       std::int64_t now_ms);
/// The same for a link that was opened, wherever that was.
ProofAnswer check_link(store::Store& store, FunnelCache& funnels, const Sealer& sealer,
                       std::string_view token, std::int64_t now_ms);

}  // namespace tundish::service
