#include "document/layers.hpp"

#include <algorithm>
#include <utility>

#include "document/draft.hpp"
#include "document/read.hpp"
#include "document/references.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;

std::string pointer_of(const Json& definition, const std::string& id) {
  return "/layers/" + std::to_string(layer_index(definition, id).value());
}

/// The text's name with another layer in it.
std::string renamed(const std::string& pointer, const std::string& from, const std::string& to) {
  return to + Pointer(pointer).back().substr(from.size());
}

/// A way to a layer that is gone: a jump goes as a whole, any other as the member that it is.
void drop_way(Draft& draft, const Reference& way) {
  const Pointer place(way.pointer);
  const Pointer holder = place.parent_pointer();
  const bool is_jump =
      place.back() == "target" && !holder.empty() && holder.parent_pointer().back() == "jumps";
  draft.erase(is_jump ? holder.to_string() : way.pointer);
}

void drop_ways(Draft& draft, const std::string& layer) {
  // A jump that goes moves the others: the last ones first.
  const std::vector<Reference> found = references_to_layers(draft.document());
  for (auto way = found.rbegin(); way != found.rend(); ++way)
    if (way->layer == layer && !way->is_implied && Pointer(way->pointer).back() != "slug")
      drop_way(draft, *way);
}

}  // namespace

std::optional<std::size_t> layer_index(const Json& definition, const std::string& id) {
  const Json& layers = list_in(definition, "layers");
  const auto found =
      std::ranges::find_if(layers, [&](const Json& layer) { return text_of(layer, "id") == id; });
  if (found == layers.end()) return std::nullopt;
  return static_cast<std::size_t>(std::distance(layers.begin(), found));
}

std::string free_layer_id(const Json& definition, const std::string& wanted) {
  std::string id = wanted;
  for (int number = 2; layer_index(definition, id); ++number)
    id = wanted + "_" + std::to_string(number);
  return id;
}

Command add_layer(const Json& definition, const std::string& type, const std::string& wanted_id) {
  Draft draft(definition);
  const std::string id = free_layer_id(definition, wanted_id);
  if (!draft.has("/layers")) draft.set("/layers", Json::array());
  Json layer{{"id", id}, {"type", type}};
  layer[type == "action" ? "actions" : "components"] = Json::array();
  if (type == "subfunnel") {
    layer.erase("components");
    layer["subfunnel"] = Json{{"funnel", ""}};
  }
  const std::size_t count = draft.document()["layers"].size();
  draft.insert("/layers/" + std::to_string(count), std::move(layer));
  const std::string wanted = type == "start" ? "/config/start_layer" : "/config/fatalistic_layer";
  if ((type == "start" || type == "fatalistic") && !draft.has(wanted)) {
    if (!draft.has("/config")) draft.set("/config", Json::object());
    draft.set(wanted, id);
  }
  return std::move(draft).command("Add layer");
}

Command rename_layer(const Json& definition, const std::string& id, const std::string& name) {
  Draft draft(definition);
  draft.set(pointer_of(definition, id) + "/id", name);
  for (const Reference& named : references_to_layers(definition)) {
    if (named.layer != id) continue;
    const std::string holder = Pointer(named.pointer).parent_pointer().to_string();
    if (named.is_implied && !draft.has(holder)) draft.set(holder, Json::object());
    draft.set(named.pointer, name);
  }
  for (const std::string& text : texts_below(definition, id))
    draft.rename(text, renamed(text, id, name));
  return std::move(draft).command("Rename layer");
}

Command remove_layers(const Json& definition, const std::vector<std::string>& ids) {
  Draft draft(definition);
  for (const std::string& id : ids) {
    draft.erase(pointer_of(draft.document(), id));
    for (const std::string& text : texts_below(definition, id)) draft.erase(text);
    drop_ways(draft, id);
  }
  return std::move(draft).command(ids.size() == 1 ? "Remove layer" : "Remove layers");
}

Command duplicate_layer(const Json& definition, const std::string& id) {
  Draft draft(definition);
  const std::size_t index = layer_index(definition, id).value();
  const std::string name = free_layer_id(definition, id);
  Json copy = definition["layers"][index];
  copy["id"] = name;
  draft.insert("/layers/" + std::to_string(index + 1), std::move(copy));
  for (const std::string& text : texts_below(definition, id)) {
    const Pointer place(text);
    draft.set((place.parent_pointer() / renamed(text, id, name)).to_string(), definition.at(place));
  }
  return std::move(draft).command("Duplicate layer");
}

}  // namespace tundish::studio
