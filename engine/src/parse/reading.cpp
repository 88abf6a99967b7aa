#include "parse/reading.hpp"

#include <cmath>
#include <utility>

namespace tundish {

using json::Kind;
using json::Node;

const Node* member(const Node& object, std::string_view name) {
  const json::Member* found = object.find(name);
  if (!found) return nullptr;
  found->is_read = true;
  return &found->node;
}

const Node* member(const Node& object, std::string_view name, Kind kind) {
  const Node* found = member(object, name);
  return found && found->kind == kind ? found : nullptr;
}

std::string_view text_in(const Node& object, std::string_view name, std::string_view otherwise) {
  const Node* text = member(object, name, Kind::text);
  return text ? std::string_view(text->text) : otherwise;
}

bool boolean_in(const Node& object, std::string_view name) {
  const Node* boolean = member(object, name, Kind::boolean);
  return boolean && boolean->boolean;
}

std::optional<double> number_in(const Node& object, std::string_view name) {
  const Node* number = member(object, name, Kind::number);
  return number ? std::optional<double>(number->number) : std::nullopt;
}

std::optional<std::int64_t> whole_number(const Node* node) {
  const bool is_whole = node && node->kind == Kind::number &&
                        std::floor(node->number) == node->number &&
                        std::fabs(node->number) <= 0x1p53;
  if (!is_whole) return std::nullopt;
  return static_cast<std::int64_t>(node->number);
}

bool is_all_read(const Node& node) {
  if (node.is_whole) return true;
  for (const Node& item : node.items) {
    if (!is_all_read(item)) return false;
  }
  for (const json::Member& one : node.members) {
    if (one.name.rfind("x_", 0) == 0) continue;
    if (!one.is_read || one.is_unknown || !is_all_read(one.node)) return false;
  }
  return true;
}

Value extensions_of(const Node& object) {
  Value::Object kept;
  for (const json::Member& one : object.members) {
    if (one.name.rfind("x_", 0) != 0) continue;
    kept.push_back(Value::Member{std::string(one.name), json::to_value(one.node)});
  }
  return kept.empty() ? Value() : Value(std::move(kept));
}

}  // namespace tundish
