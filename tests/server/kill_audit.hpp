#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "server/kill_load.hpp"
#include "store/store.hpp"
#include "tundish/tally.hpp"

namespace tundish {

/// Compares what a database holds with what the visitors were told, and with what its own logs
/// give when they are played.
class KillAudit {
 public:
  KillAudit(std::string database, const Funnel& funnel)
      : database_(std::move(database)), funnel_(funnel) {}

  /// Fails the test where something is lost, doubled, or counted otherwise.
  void check(const KillLedger& ledger);

  std::size_t events() const { return events_; }
  std::size_t sessions() const { return played_.size(); }
  std::int64_t intents() const { return intents_; }

 private:
  /// What a session's own events did, as of when it was last played.
  struct PlayedSession {
    std::int64_t head_seq = -1;
    Tally tally;
    std::int64_t intents = 0;
  };

  void play(store::Reader& reader, const SentChain& chain);
  void compare_sums(store::Reader& reader) const;

  std::string database_;
  Funnel funnel_;
  std::map<std::string, PlayedSession> played_;
  std::size_t events_ = 0;
  std::int64_t intents_ = 0;
};

}  // namespace tundish
