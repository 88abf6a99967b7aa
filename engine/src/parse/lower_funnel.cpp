#include <algorithm>
#include <utility>

#include "parse/lowering.hpp"
#include "parse/near_word.hpp"

namespace tundish {

using json::Kind;

Definition Lowering::lower(const At& root) {
  definition_.slug = text_in(*root, "slug");
  definition_.title = text_in(*root, "title");
  definition_.description = text_in(*root, "description");
  definition_.extensions = extensions_of(*root);
  read_languages(root);
  read_channels(root);
  index_layers(root);
  if (const auto layers = root.find("layers", Kind::list)) {
    for (std::size_t i = 0; i < layers->node->items.size(); ++i) {
      definition_.layers.push_back(lower_layer(layers->item(i)));
    }
    find_start(root);
  }
  read_config(root);
  read_content(root);
  store_content();
  return std::move(definition_);
}

void Lowering::read_languages(const At& root) {
  definition_.default_language = text_in(*root, "default_language", "en");
  const auto languages = root.find("languages", Kind::list);
  if (!languages) {
    definition_.languages = {definition_.default_language};
    return;
  }
  for (const json::Node& item : languages->node->items) {
    if (item.kind == Kind::text) definition_.languages.push_back(item.text);
  }
  const auto& all = definition_.languages;
  if (std::find(all.begin(), all.end(), definition_.default_language) != all.end()) return;
  const auto written = root.find("default_language");
  findings_.error("unknown_language", written ? *written : *languages,
                  "`languages` must contain the default language " +
                      quoted(definition_.default_language) + ".");
}

void Lowering::read_channels(const At& root) {
  definition_.channel = word_in(*root, "channel", Channel::web);
  const auto channels = root.find("channels", Kind::list);
  if (!channels) {
    definition_.channels = {definition_.channel};
    return;
  }
  bool all_known = true;
  for (const json::Node& item : channels->node->items) {
    Channel channel = Channel::web;
    if (from_text(item.text, channel)) {
      definition_.channels.push_back(channel);
    } else {
      all_known = false;
    }
  }
  const auto& all = definition_.channels;
  if (!all_known || std::find(all.begin(), all.end(), definition_.channel) != all.end()) return;
  const auto written = root.find("channel");
  findings_.error(
      "unknown_channel", written ? *written : *channels,
      "`channels` must contain the default channel " + quoted(to_text(definition_.channel)) + ".");
}

// Names first: a layer may lead to one that stands below it.
void Lowering::index_layers(const At& root) {
  const auto layers = root.find("layers", Kind::list);
  if (!layers) return;
  std::vector<Place> places(layers->node->items.size());
  for (std::size_t i = 0; i < layers->node->items.size(); ++i) {
    const auto id = layers->item(i).find("id", Kind::text);
    if (!id) continue;
    places[i] = id->place();
    const auto [known, is_new] = layers_.emplace(id->node->text, static_cast<LayerIndex>(i));
    if (is_new) {
      layer_ids_.push_back(id->node->text);
      continue;
    }
    findings_.error("duplicate_id", id->place(),
                    "Another layer has the id " + quoted(id->node->text) + " already.",
                    {{places[static_cast<std::size_t>(known->second)], "The first one."}});
  }
}

void Lowering::read_config(const At& root) {
  const auto config = root.find("config", Kind::object);
  if (!config) return;
  Config& into = definition_.config;
  into.extensions = extensions_of(**config);
  into.abandon_after_minutes =
      static_cast<int>(whole_number_in(**config, "abandon_after_minutes", 1440));
  into.max_reasks = static_cast<int>(whole_number_in(**config, "max_reasks", 3));
  if (config->find("start_layer")) {
    into.start_layer = layer_of_type(*config, "start_layer", LayerType::start);
  }
  into.fatalistic_layer = layer_of_type(*config, "fatalistic_layer", LayerType::fatalistic);
  read_theme(*config);
}

void Lowering::read_theme(const At& config) {
  const auto theme = config.find("theme", Kind::object);
  if (!theme) return;
  Theme& into = definition_.config.theme;
  into.brand = text_in(**theme, "brand");
  into.background = text_in(**theme, "background");
  into.text = text_in(**theme, "text");
  into.font = text_in(**theme, "font");
  into.logo = text_in(**theme, "logo");
  if (number_in(**theme, "radius")) {
    into.radius = static_cast<int>(whole_number_in(**theme, "radius", 0));
  }
}

LayerIndex Lowering::layer_of_type(const At& config, std::string_view name, LayerType type) {
  const auto written = config.find(name, Kind::text);
  if (!written) return kNoLayer;
  const LayerIndex layer = resolve(*written);
  if (layer == kNoLayer) return layer;
  const LayerType found = definition_.layers[static_cast<std::size_t>(layer)].type;
  if (found != type) {
    findings_.error("wrong_layer_type", *written,
                    quoted(name) + " must name a layer of type " + std::string(to_text(type)) +
                        "; " + quoted((*written)->text) + " is of type " +
                        std::string(to_text(found)) + ".");
  }
  return layer;
}

// The start layer when `config` does not name one: the only layer of type start.
void Lowering::find_start(const At& root) {
  const At layers = *root.find("layers");
  std::vector<At> starts;
  bool all_typed = true;
  for (std::size_t i = 0; i < layers->items.size(); ++i) {
    const At layer = layers.item(i);
    LayerType type = LayerType::intermediate;
    if (!from_text(text_in(*layer, "type"), type)) all_typed = false;
    if (type != LayerType::start) continue;
    if (starts.empty()) definition_.config.start_layer = static_cast<LayerIndex>(i);
    starts.push_back(*layer.find("type"));
  }
  if (starts.empty() && all_typed && !layers->items.empty()) {
    findings_.error("no_start_layer", layers,
                    "One layer must be of type start: it is where sessions begin.");
  }
  const auto config = root.find("config", Kind::object);
  if (starts.size() < 2 || (config && config->find("start_layer"))) return;
  findings_.error("several_start_layers", starts[1].place(),
                  "Several layers are of type start: `start_layer` of `config` must say which one "
                  "sessions begin with.",
                  {{starts[0].place(), "The first one."}});
}

Value extensions_of(const json::Node& node) {
  Value::Object kept;
  for (const json::Member& member : node.members) {
    if (member.name.rfind("x_", 0) == 0) {
      kept.push_back(Value::Member{member.name, json::to_value(member.node)});
    }
  }
  return kept.empty() ? Value() : Value(std::move(kept));
}

}  // namespace tundish
