#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "json/node.hpp"
#include "tundish/diagnostic.hpp"

namespace tundish {

/// A JSON value together with the pointer that leads to it.
struct At {
  const json::Node* node = nullptr;
  std::string pointer;

  const json::Node& operator*() const { return *node; }
  const json::Node* operator->() const { return node; }

  Place place() const;
  /// The member of that name, if there is one.
  std::optional<At> find(std::string_view name) const;
  /// The member of that name when it is of that kind.
  std::optional<At> find(std::string_view name, json::Kind kind) const;
  At item(std::size_t index) const;
  /// One of its own members.
  At member(const json::Member& member) const;
};

/// The place of a member's name.
Place place_of_name(const json::Member& member, const std::string& object_pointer);

}  // namespace tundish
