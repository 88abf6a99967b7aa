#pragma once

#include <string_view>

namespace tundish::fuzz {

/// Reads any text as a release in the player's build, which does not prove what it reads again:
/// whatever it accepts is begun, shown and played in its channels. Ends the process when something
/// that always holds does not. True when the text was accepted.
bool check_release(std::string_view text);

}  // namespace tundish::fuzz
