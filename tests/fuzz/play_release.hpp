#pragma once

#include <string>
#include <string_view>

// Compiled twice: with the player's full engine and with its lean one, whose namespaces are called
// `tundish_full` and `tundish_lean` there, so that one process can ask both.
namespace tundish::fuzz {

/// Reads the text as a release and plays it on the web channels that it has, with gestures that
/// follow from the text. Gives what was said on the way, or `refused` and the code.
std::string play_release(std::string_view text);

/// Reads any text as a definition, as somebody could hand it to a player that does not prove it,
/// and plays what is accepted on its channels. False when it is refused.
bool play_unproven(std::string_view text);

}  // namespace tundish::fuzz
