#pragma once

#include <string_view>

namespace tundish::fuzz {

/// What the player's engines made of a text.
struct ReleaseVerdict {
  bool accepted = false;   ///< as a definition, by the engine that does not prove it again
  bool published = false;  ///< somebody could publish it
  bool lean = false;       ///< and the lean engine is enough to play it
};

/// Reads any text in the player's builds, which do not prove what they read: whatever they accept
/// is begun, shown and played in its channels. What can be published they play alike, to the byte,
/// or the lean one says that the full one is needed. Ends the process when something that always
/// holds does not.
ReleaseVerdict check_release(std::string_view text);

}  // namespace tundish::fuzz
