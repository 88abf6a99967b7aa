#pragma once

#include <string>

#include "document/history.hpp"

namespace tundish::studio {

/// Whether something else in the list has that name: a layer's, a component's or an action's `id`,
/// or a choice's `value`, at the pointer.
bool is_taken_beside(const Json& definition, const Json::json_pointer& place,
                     const std::string& name);

/// Gives what has its name at the pointer, which is there, another one; whatever goes by the name
/// follows it.
Command give_name(const Json& definition, const Json::json_pointer& place, const std::string& name);

}  // namespace tundish::studio
