#include "service/idempotency.hpp"

#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kMinuteMs = 60 * std::int64_t{1000};
constexpr std::int64_t kKeptMs = 24 * 60 * kMinuteMs;
constexpr std::int64_t kClaimMs = 5 * kMinuteMs;
/// Every new key takes away some that are over, so that the table does not grow for ever.
constexpr int kSweptAtOnce = 20;

void sweep(store::Writer& writer, std::int64_t now_ms) {
  const store::By oldest = store::by_index("idempotency_keys_by_age").limit(kSweptAtOnce);
  for (const store::IdempotencyKey& row : store::list<store::IdempotencyKey>(writer, oldest)) {
    if (row.created_at_ms > now_ms - kKeptMs) return;
    store::remove<store::IdempotencyKey>(writer, row.caller, row.idempotency_key);
  }
}

KeyState state_of(const store::IdempotencyKey& row, std::string_view request_hash,
                  std::int64_t now_ms) {
  const std::int64_t age = now_ms - row.created_at_ms;
  if (age > kKeptMs || (row.status == 0 && age > kClaimMs)) return KeyState::claimed;
  if (row.request_hash != request_hash) return KeyState::other_request;
  return row.status == 0 ? KeyState::under_way : KeyState::answered;
}

}  // namespace

KeyClaim claim_key(store::Store& store, std::string_view caller, std::string_view key,
                   std::string_view request_hash, std::int64_t now_ms) {
  KeyClaim claim;
  store.write([&](store::Writer& writer) {
    claim = KeyClaim{};
    if (const auto known = store::find<store::IdempotencyKey>(writer, caller, key)) {
      claim.state = state_of(*known, request_hash, now_ms);
      claim.row = *known;
      if (claim.state != KeyState::claimed) return;
    }
    sweep(writer, now_ms);
    claim.row = store::IdempotencyKey{};
    claim.row.caller = caller;
    claim.row.idempotency_key = key;
    claim.row.request_hash = request_hash;
    claim.row.created_at_ms = now_ms;
    store::put(writer, claim.row);
  });
  return claim;
}

void keep_answer(store::Store& store, const store::IdempotencyKey& row) {
  store.write([&](store::Writer& writer) { store::put(writer, row); });
}

void release_key(store::Store& store, const store::IdempotencyKey& row) {
  store.write([&](store::Writer& writer) {
    store::remove<store::IdempotencyKey>(writer, row.caller, row.idempotency_key);
  });
}

}  // namespace tundish::service
