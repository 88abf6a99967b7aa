#include "document/ways.hpp"

#include <string_view>
#include <utility>

#include "document/draft.hpp"
#include "document/pointer.hpp"
#include "document/read.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;

bool is_shown(std::string_view type) { return type == "start" || type == "intermediate"; }

/// A button that leads on: events do when they have a target.
bool leads_on(const Json& component) {
  return text_of(component, "type") == "button" && text_of(component, "kind") == "jump";
}

bool has(const Json& object, std::string_view name) {
  return object.is_object() && object.find(name) != object.end();
}

/// What a way is written in: the holder of `target` and `jumps`, or where `next` is or could be.
struct Exit {
  std::string pointer;
  bool is_button = false;
};

std::vector<Exit> exits_of(const Json& definition, std::size_t layer) {
  std::vector<Exit> exits;
  const Json& layers = list_in(definition, "layers");
  if (layer >= layers.size()) return exits;
  const std::string place = "/layers/" + std::to_string(layer);
  const std::string type = text_of(layers[layer], "type");
  const Json& components = list_in(layers[layer], "components");
  for (std::size_t index = 0; index < components.size(); ++index) {
    if (leads_on(components[index]))
      exits.push_back({place + "/components/" + std::to_string(index), true});
  }
  if (type == "subfunnel" && has(layers[layer], "subfunnel")) {
    exits.push_back({place + "/subfunnel/next"});
  } else if (type == "action" || (is_shown(type) && exits.empty())) {
    exits.push_back({place + "/next"});
  }
  return exits;
}

}  // namespace

std::vector<std::string> open_ends(const Json& definition, std::size_t layer) {
  std::vector<std::string> found;
  for (const Exit& exit : exits_of(definition, layer)) {
    const Pointer place(exit.pointer);
    if (!exit.is_button) {
      if (!value_at(definition, place)) found.push_back(exit.pointer);
    } else if (!definition.at(place).contains("target")) {
      found.push_back(exit.pointer + "/target");
    }
  }
  return found;
}

Command set_way(const Json& definition, const std::string& pointer, const std::string& target) {
  Draft draft(definition);
  const Pointer place(pointer);
  const std::string holder = place.parent_pointer().to_string();
  // The target of a variant that was only implied.
  if (place.parent_pointer().back() == "targets" && !draft.has(holder))
    draft.set(holder, Json::object());
  const bool is_new = !draft.has(pointer);
  draft.set(pointer, target);
  return std::move(draft).command(is_new ? "Add way" : "Redirect way");
}

std::optional<Command> add_jump(const Json& definition, std::size_t layer,
                                const std::string& target) {
  const std::vector<Exit> exits = exits_of(definition, layer);
  if (exits.empty()) return std::nullopt;
  const std::vector<std::string> open = open_ends(definition, layer);
  Draft draft(definition);
  std::string place = exits.front().pointer;
  if (!open.empty() && open.front().starts_with(place)) {
    draft.set(open.front(), target);
    return std::move(draft).command("Add way");
  }
  if (draft.document().at(Pointer(place)).is_string()) {
    const Json usual = draft.document().at(Pointer(place));
    draft.set(place, Json{{"jumps", Json::array()}, {"target", usual}});
  }
  place += "/jumps";
  if (!draft.has(place)) draft.set(place, Json::array());
  const std::size_t count = draft.document().at(Pointer(place)).size();
  draft.insert(place + "/" + std::to_string(count),
               Json{{"target", target}, {"conditions", Json::array()}});
  return std::move(draft).command("Add jump");
}

void drop_way(Draft& draft, const std::string& way) {
  Pointer place(way);
  const Pointer holder = place.parent_pointer();
  const bool is_jump =
      place.back() == "target" && !holder.empty() && holder.parent_pointer().back() == "jumps";
  if (is_jump) place = holder;
  do {
    draft.erase(place.to_string());
    place.pop_back();
  } while (!place.empty() && draft.document().at(place).empty());
}

Command remove_way(const Json& definition, const std::string& pointer) {
  Draft draft(definition);
  const Pointer place(pointer);
  if (place.parent_pointer().back() != "targets" && draft.has(pointer)) drop_way(draft, pointer);
  return std::move(draft).command("Remove way");
}

}  // namespace tundish::studio
