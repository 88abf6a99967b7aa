#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/operations.hpp"
#include "store/store.hpp"

namespace tundish::service {

enum class KeyState {
  claimed,       ///< by this request: it is answered now
  answered,      ///< the row has the answer
  under_way,     ///< another request has it that is not answered yet
  other_request  ///< it was used for something else
};
struct KeyClaim {
  KeyState state = KeyState::claimed;
  store::IdempotencyKey row;
};

/// Takes a key for a request, by its hash. Answers are kept for a day; a claim that a server which
/// ended has left behind holds for some minutes.
KeyClaim claim_key(store::Store& store, std::string_view caller, std::string_view key,
                   std::string_view request_hash, std::int64_t now_ms);
/// What the same request will be answered from now on.
void keep_answer(store::Store& store, const store::IdempotencyKey& row);
/// As if the key had not been used: what was asked did not happen.
void release_key(store::Store& store, const store::IdempotencyKey& row);

}  // namespace tundish::service
