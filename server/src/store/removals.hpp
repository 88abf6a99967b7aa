#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// A session that was removed with all its branches: whoever goes on with it is told so.
struct RemovedSession {
  std::string session;  ///< the root
  std::int64_t at_ms = 0;
  bool operator==(const RemovedSession&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("removed_sessions");
    io.session_key("session", it.session);
    io.column("at_ms", it.at_ms);
  }
};

}  // namespace tundish::store
