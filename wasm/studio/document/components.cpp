#include "document/components.hpp"

#include <algorithm>
#include <utility>

#include "document/draft.hpp"
#include "document/layers.hpp"
#include "document/read.hpp"
#include "document/references.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;

std::string list_of(const Json& definition, const std::string& layer) {
  return "/layers/" + std::to_string(*layer_index(definition, layer)) + "/components";
}

const Json& components_of(const Json& definition, const std::string& layer) {
  return list_in(definition["layers"][*layer_index(definition, layer)], "components");
}

std::string prefix_of(const ComponentPlace& place) { return place.layer + "." + place.component; }

/// The texts of the component get the names that they have at another place.
void rename_texts(Draft& draft, const ComponentPlace& from, const ComponentPlace& to) {
  const std::string prefix = prefix_of(from);
  std::vector<std::pair<std::string, std::string>> names;
  for (const std::string& text : texts_below(draft.document(), prefix))
    names.emplace_back(text, prefix_of(to) + Pointer(text).back().substr(prefix.size()));
  draft.rename(names);
}

}  // namespace

std::optional<std::string> component_pointer(const Json& definition, const ComponentPlace& place) {
  if (!layer_index(definition, place.layer)) return std::nullopt;
  const auto index = index_by_id(components_of(definition, place.layer), place.component);
  if (!index) return std::nullopt;
  return list_of(definition, place.layer) + "/" + std::to_string(*index);
}

std::string free_component_id(const Json& definition, const std::string& layer,
                              const std::string& wanted) {
  return free_id(components_of(definition, layer), wanted);
}

Command add_component(const Json& definition, const std::string& layer, Json component,
                      std::size_t index) {
  Draft draft(definition);
  const std::string list = list_of(definition, layer);
  if (!draft.has(list)) draft.set(list, Json::array());
  const std::string wanted = text_of(component, "id");
  component["id"] = free_component_id(definition, layer, wanted.empty() ? "component" : wanted);
  const std::size_t count = draft.document().at(Pointer(list)).size();
  draft.insert(list + "/" + std::to_string(std::min(index, count)), std::move(component));
  return std::move(draft).command("Add component");
}

Command remove_component(const Json& definition, const ComponentPlace& place) {
  Draft draft(definition);
  draft.erase(*component_pointer(definition, place));
  for (const std::string& text : texts_below(definition, prefix_of(place))) draft.erase(text);
  return std::move(draft).command("Remove component");
}

Command move_component(const Json& definition, const ComponentPlace& from, const std::string& layer,
                       std::size_t index) {
  Draft draft(definition);
  const std::string pointer = *component_pointer(definition, from);
  Json component = definition.at(Pointer(pointer));
  draft.erase(pointer);
  const std::string list = list_of(definition, layer);
  if (!draft.has(list)) draft.set(list, Json::array());
  const std::size_t count = draft.document().at(Pointer(list)).size();
  draft.insert(list + "/" + std::to_string(std::min(index, count)), std::move(component));
  if (layer != from.layer) rename_texts(draft, from, {layer, from.component});
  return std::move(draft).command("Move component");
}

Command rename_component(const Json& definition, const ComponentPlace& place,
                         const std::string& name) {
  Draft draft(definition);
  draft.set(*component_pointer(definition, place) + "/id", name);
  rename_texts(draft, place, {place.layer, name});
  return std::move(draft).command("Rename component");
}

}  // namespace tundish::studio
