#include "json/node.hpp"

#include <algorithm>
#include <utility>

#include "support/pointer.hpp"

namespace tundish::json {

namespace {

const Node* step(const Node& node, const std::string& token) {
  if (const Member* member = node.find(token)) return &member->node;
  const std::optional<std::size_t> index = pointer_index(token);
  return index && *index < node.items.size() ? &node.items[*index] : nullptr;
}

Value to_list(const Row<Node>& items) {
  Value::List list;
  list.reserve(items.size());
  for (const Node& item : items) list.push_back(to_value(item));
  return Value(std::move(list));
}

Value to_object(const Row<Member>& members) {
  Value::Object object;
  object.reserve(members.size());
  for (const Member& member : members) {
    object.push_back(Value::Member{std::string(member.name), to_value(member.node)});
  }
  return Value(std::move(object));
}

}  // namespace

const Member* Node::find(std::string_view name) const {
  const auto place = std::find_if(members.begin(), members.end(), [name](const Member& member) {
    return member.name.size() == name.size() &&
           std::equal(name.begin(), name.end(), member.name.begin());
  });
  return place == members.end() ? nullptr : &*place;
}

Value to_value(const Node& node) {
  node.is_whole = true;
  switch (node.kind) {
    case Kind::null:
      return Value();
    case Kind::boolean:
      return Value(node.boolean);
    case Kind::number:
      return Value(node.number);
    case Kind::text:
      return Value(node.text);
    case Kind::list:
      return to_list(node.items);
    case Kind::object:
      break;
  }
  return to_object(node.members);
}

Position locate(const Node& root, std::string_view pointer) {
  const Node* node = &root;
  for (const std::string& token : pointer_tokens(pointer)) {
    const Node* next = step(*node, token);
    if (!next) break;
    node = next;
  }
  return node->position;
}

}  // namespace tundish::json
