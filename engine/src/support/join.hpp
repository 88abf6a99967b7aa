#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "support/terse.hpp"

namespace tundish {

/// The pieces one after the other; one call is smaller than a chain of `+` with its temporaries.
std::string join(std::initializer_list<std::string_view> pieces);

/// The same for a sentence to a person who writes funnels; empty in the player's build.
inline std::string sentence(std::initializer_list<std::string_view> pieces) {
  if constexpr (kTerse) return {};
  return join(pieces);
}

}  // namespace tundish
