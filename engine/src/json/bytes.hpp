#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/diagnostic.hpp"

namespace tundish::json {

/// A byte that no JSON text may hold.
struct ByteFault {
  std::size_t offset = 0;
  Diagnostic diagnostic;
};

/// What is wrong with the bytes of a text before its grammar is looked at, and a text of the same
/// length to go on with: NUL as a space, bytes that are not UTF-8 as `?`.
struct CheckedBytes {
  std::vector<ByteFault> faults;  ///< by offset, at most `kMaxFaults`
  std::string repaired;           ///< empty without faults
};

inline constexpr std::size_t kMaxFaults = 100;

CheckedBytes check_bytes(std::string_view text);

}  // namespace tundish::json
