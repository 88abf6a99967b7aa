#include "service/proofs.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <vector>

#include "service/effects.hpp"
#include "service/inbox.hpp"
#include "service/secret.hpp"
#include "service/server_lane.hpp"
#include "store/proofs.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::string_view kLinkPurpose = "link";
constexpr std::string_view kReceiverPurpose = "receiver";
constexpr int kUnproven = 401;
constexpr int kOutOfTime = 408;

/// Each of a million codes is as likely as the others.
std::string new_code() {
  constexpr std::uint32_t kCodes = 1'000'000;
  constexpr std::uint32_t kFair = UINT32_MAX - UINT32_MAX % kCodes;
  while (true) {
    std::uint32_t number = 0;
    for (const char letter : random_bytes(4)) {
      number = number << 8 | static_cast<unsigned char>(letter);
    }
    if (number >= kFair) continue;
    const std::string digits = std::to_string(number % kCodes);
    return std::string(kCodeDigits - digits.size(), '0') + digits;
  }
}

/// It proves nothing elsewhere: not in another session, nor for another effect of this one.
std::string code_purpose(std::string_view session, std::string_view effect) {
  std::string purpose = "code\n";
  return purpose.append(session).append("\n").append(effect);
}

bool may_be_sent(store::Writer& writer, const std::string& receiver, std::int64_t now_ms) {
  const std::vector<store::CodeSend> last =
      store::list<store::CodeSend>(writer, store::by_index("code_sends_of_receiver")
                                               .equal(receiver)
                                               .descending()
                                               .limit(static_cast<int>(kMostSends)));
  return last.size() < static_cast<std::size_t>(kMostSends) ||
         last.back().at_ms <= now_ms - kSendsCountedMs;
}

std::string message_text(const ProofWish& wish, const std::string& secret, std::int64_t valid_ms) {
  const std::string minutes = std::to_string(valid_ms / 60'000) + " min";
  if (wish.kind == ProofWish::Kind::code) return secret + " (" + minutes + ')';
  // What stands behind # is sent to no server by the browser itself.
  return "/proof#" + secret + " (" + minutes + ')';
}

/// A try that was not right: the session hears of it, and the proof goes on.
void tell_session(store::Writer& writer, FunnelCache& funnels, const store::Proof& proof,
                  std::int64_t now_ms) {
  const std::optional<store::Session> session = writer.find_session(proof.session);
  if (!session) throw std::runtime_error("a proof's session is missing");
  const Funnel funnel = funnels.of(writer, *session);
  EffectResult result;
  result.effect = proof.effect;
  result.outcome = EffectOutcome::failed;
  result.status = kUnproven;
  // A session that has ended, or whose log is full, hears no more.
  (void)write_server_event(writer, funnel, *session, std::move(result), now_ms);
}

void settle(store::Writer& writer, FunnelCache& funnels, const store::Proof& proof,
            EffectOutcome outcome, int status, std::int64_t now_ms) {
  EffectResult result;
  result.outcome = outcome;
  result.status = status;
  settle_effect(writer, funnels, proof.session, proof.effect, std::move(result), now_ms);
}

/// Of one that is not over by itself yet.
bool ends_by_time(store::Writer& writer, FunnelCache& funnels, store::Proof& proof,
                  std::int64_t now_ms) {
  if (now_ms < proof.expires_at_ms) return false;
  proof.is_over = true;
  put(writer, proof);
  settle(writer, funnels, proof, EffectOutcome::failed, kOutOfTime, now_ms);
  return true;
}

ProofAnswer judge_code(store::Writer& writer, FunnelCache& funnels, const Sealer& sealer,
                       store::Proof proof, std::string_view code, std::int64_t now_ms) {
  ProofAnswer answer{ProofOutcome::over, 0, proof.session};
  if (proof.is_over || ends_by_time(writer, funnels, proof, now_ms)) return answer;
  const std::string hash = sealer.code_hash(code, code_purpose(proof.session, proof.effect));
  if (equal_in_constant_time(hash, proof.code_hash)) {
    proof.is_over = true;
    put(writer, proof);
    settle(writer, funnels, proof, EffectOutcome::done, 0, now_ms);
    answer.outcome = ProofOutcome::right;
    return answer;
  }
  ++proof.tries;
  proof.is_over = proof.tries >= proof.most_tries;
  put(writer, proof);
  if (proof.is_over) {
    settle(writer, funnels, proof, EffectOutcome::failed, kUnproven, now_ms);
  } else {
    tell_session(writer, funnels, proof, now_ms);
  }
  answer.outcome = ProofOutcome::wrong;
  answer.tries_left = proof.most_tries - proof.tries;
  return answer;
}

ProofAnswer judge_link(store::Writer& writer, FunnelCache& funnels, store::Proof proof,
                       std::int64_t now_ms) {
  ProofAnswer answer{ProofOutcome::over, 0, proof.session};
  if (proof.is_over || ends_by_time(writer, funnels, proof, now_ms)) return answer;
  ++proof.tries;
  proof.is_over = proof.tries >= proof.most_tries;
  put(writer, proof);
  if (proof.tries == 1) settle(writer, funnels, proof, EffectOutcome::done, 0, now_ms);
  answer.outcome = ProofOutcome::right;
  answer.tries_left = proof.most_tries - proof.tries;
  return answer;
}

}  // namespace

ProofSent send_proof(store::Writer& writer, const Sealer& sealer, const store::Effect& effect,
                     const ProofWish& wish, std::int64_t now_ms) {
  if (store::find<store::Proof>(writer, effect.session, effect.effect)) return ProofSent::before;
  store::Proof proof;
  proof.session = effect.session;
  proof.effect = effect.effect;
  proof.receiver = sealer.code_hash(wish.receiver, kReceiverPurpose);
  if (!may_be_sent(writer, proof.receiver, now_ms)) return ProofSent::too_often;
  const bool is_code = wish.kind == ProofWish::Kind::code;
  const std::string secret = is_code ? new_code() : random_hex(kTokenBytes);
  proof.code_hash = sealer.code_hash(
      secret, is_code ? code_purpose(effect.session, effect.effect) : std::string(kLinkPurpose));
  const std::int64_t valid_ms = is_code ? std::min(wish.valid_ms, kMostCodeMs) : wish.valid_ms;
  proof.expires_at_ms = now_ms + valid_ms;
  proof.most_tries = is_code ? std::min(wish.most_tries, kMostCodeTries) : wish.most_tries;
  put(writer, proof);
  put(writer, store::CodeSend{proof.receiver, random_hex(16), now_ms});
  lay_into_inbox(writer, sealer,
                 LeavingMessage{effect.effect, wish.channel, wish.receiver,
                                message_text(wish, secret, valid_ms), effect.session},
                 now_ms);
  return ProofSent::sent;
}

void end_proof(store::Writer& writer, std::string_view session, std::string_view effect) {
  std::optional<store::Proof> proof = store::find<store::Proof>(writer, session, effect);
  if (!proof || proof->is_over) return;
  proof->is_over = true;
  put(writer, *proof);
}

ProofAnswer check_code(store::Store& store, FunnelCache& funnels, const Sealer& sealer,
                       std::string_view session, std::string_view effect, std::string_view code,
                       std::int64_t now_ms) {
  ProofAnswer answer;
  store.write([&](store::Writer& writer) {
    answer = ProofAnswer{};
    std::optional<store::Proof> proof = store::find<store::Proof>(writer, session, effect);
    if (!proof) return;
    answer = judge_code(writer, funnels, sealer, *std::move(proof), code, now_ms);
  });
  return answer;
}

ProofAnswer check_link(store::Store& store, FunnelCache& funnels, const Sealer& sealer,
                       std::string_view token, std::int64_t now_ms) {
  const std::string hash = sealer.code_hash(token, kLinkPurpose);
  ProofAnswer answer;
  store.write([&](store::Writer& writer) {
    answer = ProofAnswer{};
    const std::vector<store::Proof> found =
        store::list<store::Proof>(writer, store::by_index("proofs_by_code").equal(hash).limit(1));
    if (found.empty()) return;
    answer = judge_link(writer, funnels, found.front(), now_ms);
  });
  return answer;
}

}  // namespace tundish::service
