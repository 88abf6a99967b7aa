#pragma once

#include <cstdio>
#include <cstdlib>

namespace tundish::fuzz {

/// Ends the process, and with it the fuzzer's run, when something that always holds does not.
inline void require(const char* what, bool holds) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace tundish::fuzz
