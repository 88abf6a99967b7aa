#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/history.hpp"

namespace tundish::studio {

class Draft;

/// Where a layer, by its number, could lead and does not yet: pointers of targets that are not
/// there, of its buttons, of what it does, or of itself. Results and fatalistic layers have none.
std::vector<std::string> open_ends(const Json& definition, std::size_t layer);

/// Has a way lead to the layer with that id; a way that is not there yet comes. The pointer is that
/// of a `Way`, or an open end.
Command set_way(const Json& definition, const std::string& pointer, const std::string& target);

/// One more jump, tried last, from where the layer goes on: its first button that leads somewhere,
/// else what stands behind its `next`. What led nowhere leads there usually. Nothing for a layer
/// that cannot be left.
std::optional<Command> add_jump(const Json& definition, std::size_t layer,
                                const std::string& target);

/// Takes a way away: a jump as a whole, any other one as the member that it is. Variants of an
/// experiment stay: without their target they would lead elsewhere.
Command remove_way(const Json& definition, const std::string& pointer);

/// The same within a command that is being made.
void drop_way(Draft& draft, const std::string& pointer);

}  // namespace tundish::studio
