#pragma once

#include <random>
#include <string>

#include "tundish/sync.hpp"

namespace tundish {

/// Makes up what may happen to a client: mostly what is near the truth, and now and then anything.
class SyncChance {
 public:
  /// `root` is the session's id.
  SyncChance(unsigned seed, std::string root) : random_(seed), root_(std::move(root)) {}

  SyncInput any_input(const SyncState& state);
  /// The server has everything that the request carried.
  static SyncInput honest_answer(const SyncState& state, const SentRequest& request);

 private:
  std::int64_t below(std::int64_t count);
  bool one_in(std::int64_t count);
  LoggedEvent fresh_event(std::int64_t seq);
  std::int64_t any_number();
  std::string any_member_value();
  std::string any_body(const SentRequest& request, const char* code);
  SyncInput any_answer();
  SyncInput any_opened();
  SyncInput any_stored();

  std::mt19937_64 random_;
  std::string root_;
  std::int64_t events_made_ = 0;
  const SyncState* state_ = nullptr;  ///< of the client that something happens to
};

/// The hash of the log's event there, or empty.
std::string hash_at(const SyncState& state, std::int64_t seq);

}  // namespace tundish
