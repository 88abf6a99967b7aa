#pragma once

#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "sim/ledger.hpp"
#include "sim/random.hpp"
#include "sim/schedule.hpp"

namespace tundish::sim {

/// What the simulated part of the world does to protect the log. Each can be switched off, and must
/// then be missed.
struct Protections {
  bool strict_durability = true;     ///< a completed transaction survives a loss of power
  bool add_not_put = true;           ///< an event's transaction looks at what is there, and adds
  bool commit_before_answer = true;  ///< the server answers when the transaction is durable
  bool forgetting = true;            ///< a device lets go of what the server has erased
  bool provider_by_key = true;       ///< a delivery whose key is known is not carried out again
};

/// What happened in all the worlds, to show that the storm was one.
struct Tallies {
  long worlds = 0, events = 0, requests = 0, restores = 0, kills = 0, branches = 0, quarantined = 0,
       intents = 0, deliveries = 0, server_events = 0, unfit = 0, abandoned = 0, rivals = 0,
       erased = 0, forgotten = 0, languages = 0, take_overs = 0, steals = 0, clearings = 0,
       power_losses = 0, set_back = 0, claims = 0, other_rules = 0;
  long overloads = 0;  ///< requests that came while too many waited
};

/// A session that was begun somewhere; whoever has the secret may go on with it.
struct KnownSession {
  std::string root;
  std::string secret;
};

/// What a world is about.
enum class Kind {
  storm,  ///< one or two devices and everything that can go wrong
  crowd   ///< five hundred devices that come back in one second
};

/// What everything in a world shares.
struct Surroundings {
  Surroundings(std::uint64_t seed, const Protections& switches, bool tells, Kind what)
      : random(seed), kind(what), protections(switches), is_told(tells) {}

  /// One line of the story, when somebody wants to read it.
  void tell(const std::string& line) const {
    if (is_told)
      std::printf("%9.3f  %s\n", static_cast<double>(schedule.now()) / 1000, line.c_str());
  }

  Random random;
  const Kind kind;
  Schedule schedule;
  Ledger ledger;
  Tallies tallies;
  std::vector<KnownSession> sessions;
  /// Roots in whose lane of the server people wrote what a restored server does not do again.
  std::set<std::string> spoken_to;
  Protections protections;
  bool is_hasty = false;  ///< visitors do not pause
  bool is_calm = false;   ///< the storm is over: nothing fails any more
  const bool is_told;
};

}  // namespace tundish::sim
