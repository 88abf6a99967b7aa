#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tundish::cli {

/// Without white space around.
std::string_view trimmed(std::string_view text);
/// Equal but for white space around and the case of ASCII letters.
bool is_same_word(std::string_view one, std::string_view other);
/// The parts between the separators, trimmed; one empty part of an empty text.
std::vector<std::string> split(std::string_view text, char separator);

}  // namespace tundish::cli
