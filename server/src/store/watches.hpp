#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// When to look whether anybody still goes on with a session. It may be too soon, never too late.
struct Watch {
  std::string session;
  std::int64_t due_ms = 0;
  bool operator==(const Watch&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("watches");
    io.session_key("session", it.session);
    io.column("due_ms", it.due_ms);
    io.index("watches_by_time", {"due_ms"});
  }
};

/// How far a walk over all sessions, oldest first, has come: behind that one.
struct Walk {
  std::string name;
  std::int64_t created_at_ms = 0;
  std::string session;
  bool operator==(const Walk&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("walks");
    io.key("name", it.name);
    io.column("created_at_ms", it.created_at_ms);
    io.column("session", it.session);
  }
};

}  // namespace tundish::store
