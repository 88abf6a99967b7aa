#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/history.hpp"

namespace tundish::studio {

/// A component by the ids of its layer and of itself.
struct ComponentPlace {
  std::string layer;
  std::string component;
  bool operator==(const ComponentPlace&) const = default;
};

/// Its pointer; nothing where it is not.
std::optional<std::string> component_pointer(const Json& definition, const ComponentPlace& place);

/// An id that no component of the layer has: the wanted one, or that with a number behind it.
std::string free_component_id(const Json& definition, const std::string& layer,
                              const std::string& wanted);

/// Puts a component, whose `id` becomes a free one, before the one with that number, or last.
Command add_component(const Json& definition, const std::string& layer, Json component,
                      std::size_t index);

/// Takes it away, with its texts.
Command remove_component(const Json& definition, const ComponentPlace& place);

/// To another number, in the same layer or in another one, where its id must be free. Its texts go
/// along.
Command move_component(const Json& definition, const ComponentPlace& from, const std::string& layer,
                       std::size_t index);

/// Another id, in the layer and in the content. The new id must be free in the layer.
Command rename_component(const Json& definition, const ComponentPlace& place,
                         const std::string& name);

}  // namespace tundish::studio
