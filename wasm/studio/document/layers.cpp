#include "document/layers.hpp"

#include <algorithm>
#include <utility>

#include "document/draft.hpp"
#include "document/read.hpp"
#include "document/references.hpp"
#include "document/ways.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;

std::string pointer_of(const Json& definition, const std::string& id) {
  return "/layers/" + std::to_string(*layer_index(definition, id));
}

/// The text's name with another layer in it.
std::string renamed(const std::string& pointer, const std::string& from, const std::string& to) {
  return to + Pointer(pointer).back().substr(from.size());
}

/// What is asked of a visit is no way; and a variant without its target would lead elsewhere.
bool can_go(const Reference& named) {
  const Pointer place(named.pointer);
  return !named.is_implied && place.back() != "slug" && place.parent_pointer().back() != "targets";
}

void drop_ways(Draft& draft, const std::string& layer) {
  // A way that goes moves others, and takes what stands in it along: they are looked for anew.
  for (;;) {
    const std::vector<Reference> found = references_to_layers(draft.document());
    const auto named = std::find_if(found.rbegin(), found.rend(), [&](const Reference& one) {
      return one.layer == layer && can_go(one);
    });
    if (named == found.rend()) return;
    drop_way(draft, named->pointer);
  }
}

}  // namespace

std::optional<std::size_t> layer_index(const Json& definition, const std::string& id) {
  return index_by_id(list_in(definition, "layers"), id);
}

std::string free_layer_id(const Json& definition, const std::string& wanted) {
  return free_id(list_in(definition, "layers"), wanted);
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
  std::vector<std::pair<std::string, std::string>> texts;
  for (const std::string& text : texts_below(definition, id))
    texts.emplace_back(text, renamed(text, id, name));
  draft.rename(texts);
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
  const std::size_t index = *layer_index(definition, id);
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
