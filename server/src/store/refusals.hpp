#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// Events in quarantine that were refused together: one that did not fit, and what stands behind
/// it. Somebody decides what becomes of them.
struct Refusal {
  std::string session;  ///< the branch that they would have been
  std::string root;
  std::string parent;    ///< the chain that they were handed in for
  std::int64_t at = -1;  ///< last seq of that chain that was accepted
  std::int64_t last_seq = -1;
  std::string code;      ///< why the first was refused
  std::string decision;  ///< `accepted`, `discarded`, or empty: nobody has decided
  std::string reason;    ///< of the decision
  std::string decided_by;
  std::int64_t decided_at_ms = 0;
  std::int64_t received_at_ms = 0;
  bool operator==(const Refusal&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("refusals");
    io.session_key("session", it.session);
    io.column("root", it.root);
    io.column("parent", it.parent);
    io.column("at", it.at);
    io.column("last_seq", it.last_seq);
    io.column("code", it.code);
    io.column("decision", it.decision);
    io.column("reason", it.reason);
    io.column("decided_by", it.decided_by);
    io.column("decided_at_ms", it.decided_at_ms);
    io.column("received_at_ms", it.received_at_ms);
    io.index("refusals_by_decision", {"decision", "received_at_ms"});
    io.index("refusals_by_root", {"root"});
  }
};

}  // namespace tundish::store
