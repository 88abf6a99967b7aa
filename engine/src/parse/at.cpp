#include "parse/at.hpp"

#include <utility>

#include "support/pointer.hpp"

namespace tundish {

namespace {

Place place_at(const json::Position& position, std::string pointer) {
  return Place{std::move(pointer), position.line, position.column};
}

}  // namespace

Place At::place() const { return place_at(node->position, pointer); }

std::optional<At> At::find(std::string_view name) const {
  const json::Member* member = node->find(name);
  if (!member) return std::nullopt;
  return At{&member->node, child_pointer(pointer, name)};
}

std::optional<At> At::find(std::string_view name, json::Kind kind) const {
  const json::Member* member = node->find(name);
  if (!member || member->node.kind != kind) return std::nullopt;
  return At{&member->node, child_pointer(pointer, name)};
}

At At::item(std::size_t index) const {
  return At{&node->items[index], child_pointer(pointer, index)};
}

At At::member(const json::Member& member) const {
  return At{&member.node, child_pointer(pointer, member.name)};
}

Place place_of_name(const json::Member& member, const std::string& object_pointer) {
  return place_at(member.position, child_pointer(object_pointer, member.name));
}

}  // namespace tundish
