#pragma once

#include <string>
#include <string_view>

#include "document/edit.hpp"

namespace tundish::studio {

/// The text that an object has under the name; "" where it is none. What is being written may have
/// anything anywhere.
inline std::string text_of(const Json& object, std::string_view name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The items under the name; none where it is no list.
inline const Json& list_in(const Json& object, std::string_view name) {
  static const Json nothing = Json::array();
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found != object.end() && found->is_array() ? *found : nothing;
}

}  // namespace tundish::studio
