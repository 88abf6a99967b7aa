#include "parse/at.hpp"

#include <cmath>
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

std::string text_in(const json::Node& node, std::string_view name, std::string_view fallback) {
  const json::Member* member = node.find(name);
  if (!member || member->node.kind != json::Kind::text) return std::string(fallback);
  return member->node.text;
}

bool boolean_in(const json::Node& node, std::string_view name) {
  const json::Member* member = node.find(name);
  return member && member->node.kind == json::Kind::boolean && member->node.boolean;
}

std::optional<double> number_in(const json::Node& node, std::string_view name) {
  const json::Member* member = node.find(name);
  if (!member || member->node.kind != json::Kind::number) return std::nullopt;
  return member->node.number;
}

std::int64_t whole_number_in(const json::Node& node, std::string_view name, std::int64_t fallback) {
  const std::optional<double> number = number_in(node, name);
  const bool is_whole = number && std::floor(*number) == *number && std::fabs(*number) <= 0x1p53;
  return is_whole ? static_cast<std::int64_t>(*number) : fallback;
}

}  // namespace tundish
