#pragma once

#include <cstddef>
#include <cstdint>
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

// What a member says when it is there and of the right kind; else the fallback. A member of another
// kind is the shape check's finding, not the reader's.
std::string text_in(const json::Node& node, std::string_view name, std::string_view fallback = {});
bool boolean_in(const json::Node& node, std::string_view name);
std::optional<double> number_in(const json::Node& node, std::string_view name);
std::int64_t whole_number_in(const json::Node& node, std::string_view name, std::int64_t fallback);

template <class Enum>
Enum word_in(const json::Node& node, std::string_view name, Enum fallback) {
  from_text(text_in(node, name), fallback);
  return fallback;
}

}  // namespace tundish
