#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "server/kill_load.hpp"
#include "store/sql_connection.hpp"
#include "store/store.hpp"
#include "tundish/tally.hpp"

namespace tundish {

/// Reads a database, as `--database` names it.
std::unique_ptr<store::SqlConnection> open_database(const std::string& database);

/// What a check looks at whole. Every check counts all events, so that none of the others can be
/// lost or doubled unseen.
enum class AuditExtent {
  touched,  ///< visitors who were not finished, or not yet begun, at the check before
  all
};

/// Compares what a database holds with what the visitors were told, and with what its own logs
/// give when they are played.
class KillAudit {
 public:
  KillAudit(std::string database, const Funnel& funnel)
      : database_(std::move(database)), funnel_(funnel) {}

  /// Fails the test where something is lost, doubled, or counted otherwise.
  void check(const KillLedger& ledger, AuditExtent extent);

  std::int64_t events() const { return events_; }
  std::size_t sessions() const { return played_.size(); }
  std::int64_t intents() const { return intents_; }

 private:
  /// What a session's own events did, as of when it was last played.
  struct PlayedSession {
    std::int64_t head_seq = -1;
    std::int64_t events = 0;
    Tally tally;
    std::int64_t intents = 0;
  };

  void check_visitor(store::Reader& reader, const KilledVisitor& visitor);
  void check_chain(store::Reader& reader, const SentChain& chain);
  void play(store::Reader& reader, const SentChain& chain);
  void count(const PlayedSession& played, std::int64_t times);
  void compare_sums(store::Reader& reader) const;

  std::string database_;
  Funnel funnel_;
  std::map<std::string, PlayedSession> played_;
  std::set<int> finished_;
  store::Counts sums_;
  std::int64_t events_ = 0;
  std::int64_t intents_ = 0;
};

}  // namespace tundish
