#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// Why a session may not be a person's.
struct Suspicion {
  std::string session;
  std::string sign;  ///< `trap` or `too_fast`
  std::int64_t at_ms = 0;
  bool operator==(const Suspicion&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("suspicions");
    io.session_key("session", it.session);
    io.key("sign", it.sign);
    io.column("at_ms", it.at_ms);
  }
};

}  // namespace tundish::store
