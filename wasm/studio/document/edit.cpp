#include "document/edit.hpp"

#include <utility>

#include "document/pointer.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;

/// The value at the pointer, or null.
Json* find(Json& document, const Pointer& pointer) {
  return const_cast<Json*>(value_at(document, pointer));
}

std::size_t index_of(const Json& object, const std::string& key) {
  std::size_t index = 0;
  for (const auto& member : object.items()) {
    if (member.key() == key) return index;
    ++index;
  }
  return index;
}

/// The library's object cannot take a member in between: it is made anew.
void put_member(Json& object, std::size_t at, const std::string& key, const Json& value) {
  Json made = Json::object();
  std::size_t index = 0;
  for (auto& member : object.items()) {
    if (index++ == at) made[key] = value;
    made[member.key()] = std::move(member.value());
  }
  if (at >= index) made[key] = value;
  object = std::move(made);
}

std::optional<Misfit> come(Json& parent, const Edit& edit, const std::string& token) {
  if (parent.is_object()) {
    if (parent.contains(token)) return Misfit{edit.pointer, "There is such a member already."};
    if (edit.at > parent.size()) return Misfit{edit.pointer, "There are fewer members."};
    put_member(parent, edit.at, token, *edit.after);
    return std::nullopt;
  }
  if (!parent.is_array()) return Misfit{edit.pointer, "What should hold it is no list."};
  if (edit.at > parent.size() || token != std::to_string(edit.at))
    return Misfit{edit.pointer, "There are fewer items."};
  parent.insert(parent.begin() + static_cast<std::ptrdiff_t>(edit.at), *edit.after);
  return std::nullopt;
}

std::optional<Misfit> go(Json& parent, const Edit& edit, const std::string& token) {
  if (parent.is_object()) {
    if (index_of(parent, token) != edit.at) return Misfit{edit.pointer, "It stands elsewhere."};
    parent.erase(token);
    return std::nullopt;
  }
  if (token != std::to_string(edit.at)) return Misfit{edit.pointer, "It stands elsewhere."};
  parent.erase(edit.at);
  return std::nullopt;
}

}  // namespace

Edit reversed(Edit edit) {
  std::swap(edit.before, edit.after);
  return edit;
}

std::optional<Misfit> carry_out(Json& document, const Edit& edit) {
  const Pointer pointer(edit.pointer);
  Json* found = find(document, pointer);
  if (edit.before) {
    if (!found || *found != *edit.before) return Misfit{edit.pointer, "Something else is there."};
    if (edit.after) {
      *found = *edit.after;
      return std::nullopt;
    }
  }
  if (pointer.empty()) return Misfit{edit.pointer, "The document itself neither comes nor goes."};
  Json* parent = find(document, pointer.parent_pointer());
  if (!parent) return Misfit{edit.pointer, "There is nothing to hold it."};
  return edit.before ? go(*parent, edit, pointer.back()) : come(*parent, edit, pointer.back());
}

}  // namespace tundish::studio
