#pragma once

#include <cstdint>
#include <string_view>

namespace tundish::fuzz {

/// FNV-1a: the same text is always played the same way.
inline std::uint64_t seed_of(std::string_view text) {
  std::uint64_t seed = 0xcbf29ce484222325ULL;
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return seed;
}

}  // namespace tundish::fuzz
