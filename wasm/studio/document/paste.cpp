#include "document/paste.hpp"

#include <map>
#include <string>
#include <utility>

#include "document/draft.hpp"
#include "document/layers.hpp"
#include "document/places.hpp"
#include "document/read.hpp"
#include "document/references.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;
using Names = std::map<std::string, std::string>;

constexpr float kAside = 48;

/// What the pasted layers are called here.
Names names_for(const Json& definition, const Json& layers) {
  Json all = list_in(definition, "layers");
  Names names;
  for (const Json& layer : layers) {
    const std::string id = text_of(layer, "id");
    const std::string name = free_id(all, id);
    names[id] = name;
    all.push_back(Json{{"id", name}});
  }
  return names;
}

/// The layers with their new names, and the ways among them.
Json renamed(const Json& layers, const Names& names) {
  Json fragment{{"layers", layers}};
  for (const Reference& named : references_to_layers(Json(fragment))) {
    const auto name = names.find(named.layer);
    if (name == names.end()) continue;
    const Pointer place(named.pointer);
    if (named.is_implied && name->second == named.layer) continue;
    Json& holder = fragment.at(place.parent_pointer().parent_pointer());
    if (named.is_implied && !holder["targets"].is_object()) holder["targets"] = Json::object();
    fragment[place] = name->second;
  }
  for (Json& layer : fragment["layers"]) {
    layer["id"] = names.at(text_of(layer, "id"));
    // A copy does not hide what it was copied from.
    if (const auto place = place_of(layer)) {
      layer["x_studio"]["x"] = place->x + kAside;
      layer["x_studio"]["y"] = place->y + kAside;
    }
  }
  return std::move(fragment["layers"]);
}

}  // namespace

Command paste_layers(const Json& definition, const Json& layers, const Json& content) {
  const Names names = names_for(definition, layers);
  Draft draft(definition);
  if (!draft.has("/layers")) draft.set("/layers", Json::array());
  std::size_t index = draft.document()["layers"].size();
  for (const Json& layer : renamed(layers, names))
    draft.insert("/layers/" + std::to_string(index++), layer);
  for (const Json& language : list_in(definition, "languages")) {
    if (!language.is_string() || !content.is_object()) continue;
    const auto texts = content.find(language.get<std::string>());
    if (texts == content.end() || !texts->is_object()) continue;
    const Pointer place = Pointer("/content") / language.get<std::string>();
    for (const auto& [text, words] : texts->items()) {
      const auto name = names.find(text.substr(0, text.find('.')));
      if (name == names.end() || !draft.hold((place / "any").to_string())) continue;
      draft.set((place / (name->second + text.substr(name->first.size()))).to_string(), words);
    }
  }
  return std::move(draft).command(layers.size() == 1 ? "Paste layer" : "Paste layers");
}

Json copy_layers(const Json& definition, const std::vector<std::string>& ids) {
  Json copied{{"layers", Json::array()}, {"content", Json::object()}};
  for (const std::string& id : ids) {
    const auto index = layer_index(definition, id);
    if (!index) continue;
    copied["layers"].push_back(definition["layers"][*index]);
    for (const std::string& text : texts_below(definition, id)) {
      const Pointer place(text);
      copied["content"][place.parent_pointer().back()][place.back()] = definition.at(place);
    }
  }
  return copied;
}

}  // namespace tundish::studio
