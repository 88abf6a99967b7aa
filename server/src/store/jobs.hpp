#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// Work that takes long, done by whichever server takes it. While it is done `due_ms` is the time
/// until which its server may believe to have it: when that server dies, it is due again.
struct Job {
  std::string id;
  std::string kind;     ///< `webhook`, …
  std::string subject;  ///< what it is about
  std::string input;    ///< JSON
  bool is_open = true;  ///< still to be done
  std::int64_t due_ms = 0;
  std::string owner;          ///< who does it; empty: nobody
  std::int64_t attempts = 0;  ///< begun so far
  std::int64_t done = 0;      ///< of `total`
  std::int64_t total = 0;     ///< 0: not known
  std::string result;         ///< JSON, of one that is done
  std::string why;            ///< what was wrong the last time; empty: nothing
  std::int64_t created_at_ms = 0;
  std::int64_t ended_at_ms = 0;  ///< 0: not yet
  bool operator==(const Job&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("jobs");
    io.key("id", it.id);
    io.column("kind", it.kind);
    io.column("subject", it.subject);
    io.column("input", it.input);
    io.column("is_open", it.is_open);
    io.column("due_ms", it.due_ms);
    io.column("owner", it.owner);
    io.column("attempts", it.attempts);
    io.column("done", it.done);
    io.column("total", it.total);
    io.column("result", it.result);
    io.column("why", it.why);
    io.column("created_at_ms", it.created_at_ms);
    io.column("ended_at_ms", it.ended_at_ms);
    io.index("jobs_to_do", {"is_open", "due_ms"});
    io.index("jobs_by_age", {"created_at_ms"});
    io.index("jobs_by_kind", {"kind", "created_at_ms"});
  }
};

}  // namespace tundish::store
