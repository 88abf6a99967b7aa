#pragma once

#include <string_view>

#include "cli/play_session.hpp"

namespace tundish::cli {

/// Equal but for white space around and the case of ASCII letters.
bool is_same_word(std::string_view one, std::string_view other);

/// The input as it is written in the definition, for what the view does not tell; or null.
const Input* find_written_input(const PlaySession& session, const ViewComponent& component);

/// What a line means as the value of a page's field: options by value, index, title or keyword,
/// several of them between commas; a file; else the words, which the engine reads.
Value value_of(const ViewComponent& component, const Input* written, const Line& line);

}  // namespace tundish::cli
