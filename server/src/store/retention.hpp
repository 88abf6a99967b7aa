#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// After how many days without an event the sessions of a funnel are removed.
struct Retention {
  std::string funnel;         ///< empty: of every funnel that has no row of its own
  std::int64_t days = 0;      ///< 0: never
  std::int64_t revision = 0;  ///< one more with each change
  std::int64_t updated_at_ms = 0;
  bool operator==(const Retention&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("retentions");
    io.key("funnel", it.funnel);
    io.column("days", it.days);
    io.column("revision", it.revision);
    io.column("updated_at_ms", it.updated_at_ms);
  }
};

}  // namespace tundish::store
