#include <algorithm>
#include <utility>

#include "expression/iso_date.hpp"
#include "parse/field_reader.hpp"
#include "parse/lowering.hpp"
#include "parse/reading.hpp"

namespace tundish {

using json::Kind;

Definition Lowering::lower() {
  if (kTerse && whole_number(member(root_, "tundish")) != kFormatVersion) {
    findings_.need_full_engine();
  }
  definition_.slug = text_in(root_, "slug");
  definition_.title = text_in(root_, "title");
  definition_.description = text_in(root_, "description");
  if constexpr (!kLean) definition_.extensions = extensions_of(root_);
  read_languages();
  read_channels();
  layer_list_ = member(root_, "layers", Kind::list);
  if (layer_list_) {
    index_layers(*layer_list_);
    definition_.layers.reserve(layer_list_->items.size());
    for (const Node& one : layer_list_->items) definition_.layers.push_back(lower_layer(one));
    find_start(*layer_list_);
  }
  read_config();
  read_content();
  store_content();
  if constexpr (!kLean) read_subfunnels();
  return std::move(definition_);
}

void Lowering::read_languages() {
  definition_.default_language = text_in(root_, "default_language", "en");
  const Node* languages = member(root_, "languages", Kind::list);
  auto& all = definition_.languages;
  if (!languages) {
    all = {definition_.default_language};
    return;
  }
  for (const Node& item : languages->items) {
    if (item.kind == Kind::text) all.emplace_back(item.text);
  }
  if (std::find(all.begin(), all.end(), definition_.default_language) != all.end()) return;
  const Node* written = member(root_, "default_language");
  findings_.error("unknown_language", written ? *written : *languages,
                  "`languages` must contain the default language {q}.",
                  {definition_.default_language});
}

void Lowering::read_channels() {
  definition_.channel = word_in(root_, "channel", Channel::web);
  const Node* channels = member(root_, "channels", Kind::list);
  auto& all = definition_.channels;
  if (!channels) {
    all = {definition_.channel};
    return;
  }
  for (const Node& item : channels->items) {
    Channel channel = Channel::web;
    if (from_text(item.text, channel)) all.push_back(channel);
  }
  const bool all_known = all.size() == channels->items.size();
  if (!all_known || std::find(all.begin(), all.end(), definition_.channel) != all.end()) return;
  const Node* written = member(root_, "channel");
  findings_.error("unknown_channel", written ? *written : *channels,
                  "`channels` must contain the default channel {q}.",
                  {to_text(definition_.channel)});
}

bool Lowering::note_name(Named& named, const Node& name, const Node& owner, std::string_view code,
                         std::string_view sentence) {
  const auto [known, is_new] = named.emplace(name.text, &owner);
  if (is_new) return true;
  findings_.error(code, name, sentence, {name.text});
  findings_.also(*known->second, "The first one.");
  return false;
}

std::string Lowering::suggestion(std::string_view typed, const Words& words) {
  if (suggestions_left_ == 0) return {};
  --suggestions_left_;
  return did_you_mean(typed, words);
}

// Names first: a layer may lead to one that stands below it.
void Lowering::index_layers(const Node& layers) {
  if constexpr (kLean) return;
  for (const Node& layer : layers.items) {
    const Node* id = member(layer, "id", Kind::text);
    if (!id) continue;
    if (note_name(layers_, *id, layer, "duplicate_id", "Another layer has the id {q} already.")) {
      layer_ids_.push_back(id->text);
    }
  }
}

void Lowering::read_config() {
  const Node* config = member(root_, "config", Kind::object);
  if (!config) return;
  FieldReader reader(*config, *this);
  fields(reader, definition_.config);
  if constexpr (!kLean) read_availability(*config);
}

void Lowering::read_availability(const Node& config) {
  Availability& into = definition_.config.availability;
  into.from_ms = parse_iso_date(into.from);
  into.until_ms = parse_iso_date(into.until);
  if (!into.from_ms || !into.until_ms || *into.from_ms < *into.until_ms) return;
  findings_.error("contradiction", *member(*member(config, "availability"), "until"),
                  "`until` must be later than `from`.");
}

// Each is a definition of its own.
void Lowering::read_subfunnels() {
  const Node* written = member(root_, "subfunnels", Kind::list);
  if (!written || written->items.empty()) return;
  if (depth_ == kMaxSubfunnelDepth) {
    findings_.error("too_deep", *written, "Subfunnels may be nested {} deep.",
                    {std::to_string(kMaxSubfunnelDepth)});
    return;
  }
  for (const Node& one : written->items) {
    if (one.kind != Kind::object) continue;
    Lowering lowering(one, findings_, depth_ + 1);
    definition_.subfunnels.push_back(lowering.lower());
    lifted_bytes_ += lowering.lifted_bytes();
  }
}

LayerIndex Lowering::layer_of_type(const Node& config, std::string_view name, LayerType type) {
  const Node* written = member(config, name, Kind::text);
  if (!written) return kNoLayer;
  const LayerIndex layer = resolve(*written);
  if (layer == kNoLayer) return layer;
  const LayerType found = definition_.layers[static_cast<std::size_t>(layer)].type;
  if (found != type) {
    findings_.error("wrong_layer_type", *written,
                    "{q} must name a layer of type {}; {q} is of type {}.",
                    {name, to_text(type), written->text, to_text(found)});
  }
  return layer;
}

// The start layer when `config` does not name one: the only layer of type start.
void Lowering::find_start(const Node& layers) {
  std::vector<const Node*> starts;
  bool all_typed = true;
  for (std::size_t i = 0; i < layers.items.size(); ++i) {
    LayerType type = LayerType::intermediate;
    if (!from_text(text_in(layers.items[i], "type"), type)) all_typed = false;
    if (type != LayerType::start) continue;
    if (starts.empty()) definition_.config.start_layer = static_cast<LayerIndex>(i);
    starts.push_back(member(layers.items[i], "type"));
  }
  if (starts.empty() && all_typed) {
    findings_.error("no_start_layer", layers,
                    "One layer must be of type start: it is where sessions begin.");
  }
  const Node* config = member(root_, "config", Kind::object);
  if (starts.size() < 2 || (config && member(*config, "start_layer"))) return;
  findings_.error("several_start_layers", *starts[1],
                  "Several layers are of type start: `start_layer` of `config` must say which one "
                  "sessions begin with.");
  findings_.also(*starts[0], "The first one.");
}

}  // namespace tundish
