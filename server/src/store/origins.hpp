#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// Of which sites pages may play a funnel.
struct Origins {
  std::string funnel;
  std::string allowed;        ///< words with a space between; empty: only this server's own pages
  std::int64_t revision = 0;  ///< one more with each change
  std::int64_t updated_at_ms = 0;
  bool operator==(const Origins&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("origins");
    io.key("funnel", it.funnel);
    io.column("allowed", it.allowed);
    io.column("revision", it.revision);
    io.column("updated_at_ms", it.updated_at_ms);
  }
};

}  // namespace tundish::store
