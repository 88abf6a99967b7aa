#pragma once

#include <cmath>
#include <optional>
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

/// The length that an object has under the name; nothing where it is no number, or reaches further
/// than anything that a canvas could draw.
inline std::optional<float> length_in(const Json& object, std::string_view name) {
  constexpr double kFarthest = 1e7;
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const double length = found->get<double>();
  if (!(std::abs(length) <= kFarthest)) return std::nullopt;
  return static_cast<float>(length);
}

/// The number of the item with the id; nothing when there is none. Nobody is called nothing.
inline std::optional<std::size_t> index_by_id(const Json& list, const std::string& id) {
  if (id.empty()) return std::nullopt;
  for (std::size_t index = 0; index < list.size(); ++index)
    if (text_of(list[index], "id") == id) return index;
  return std::nullopt;
}

/// An id that no item has: the wanted one, or that with a number behind it.
inline std::string free_id(const Json& list, const std::string& wanted) {
  std::string id = wanted;
  for (int number = 2; index_by_id(list, id); ++number) id = wanted + "_" + std::to_string(number);
  return id;
}

}  // namespace tundish::studio
