#pragma once

#include "cli/play_line.hpp"
#include "cli/play_session.hpp"

namespace tundish::cli {

/// The input as it is written in the definition, for what the view does not tell; or null.
const Input* find_written_input(const PlaySession& session, const ViewComponent& component);

/// What a line means as the value of a page's field: options by value, index, title or keyword,
/// several of them, or of the elements of a list, between commas; `row=column, …` of a matrix; a
/// file; JSON; else the words, which the engine reads.
Value value_of(const ViewComponent& component, const Input* written, const Line& line);

}  // namespace tundish::cli
