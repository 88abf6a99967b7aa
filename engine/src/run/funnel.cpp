#include "tundish/funnel.hpp"

#include <algorithm>
#include <cstring>

#include "run/distances.hpp"
#include "run/flatten.hpp"
#include "support/terse.hpp"

namespace tundish {

namespace {

Definition measured(Definition definition) {
  definition.distances = measure_distances(definition);
  return definition;
}

/// What `<` says, in one piece: every screen looks some texts of each component up among thousands.
bool precedes(const Text& text, const std::string& key) {
  const std::size_t shared = std::min(text.key.size(), key.size());
  const int order = std::memcmp(text.key.data(), key.data(), shared);
  return order != 0 ? order < 0 : text.key.size() < key.size();
}

}  // namespace

Funnel::Funnel(Definition definition)
    : written_(std::make_shared<const Definition>(measured(std::move(definition)))),
      definition_(written_) {
  if (!plays_subfunnels(*written_)) return;
  definition_ = std::make_shared<const Definition>(measured(flattened(*written_)));
}

LayerIndex find_layer(const Definition& definition, std::string_view id) {
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    if (definition.layers[i].id == id) return static_cast<LayerIndex>(i);
  }
  return kNoLayer;
}

int count_start_layers(const Definition& definition) {
  const auto is_start = [](const Layer& one) { return one.type == LayerType::start; };
  return static_cast<int>(
      std::count_if(definition.layers.begin(), definition.layers.end(), is_start));
}

const Definition* find_subfunnel(const Definition& definition, const Subfunnel& wanted) {
  const Definition* first = nullptr;
  for (const Definition& one : definition.subfunnels) {
    if (one.slug != wanted.funnel) continue;
    if (!first) first = &one;
    if (one.structure == wanted.release) return &one;
  }
  return first;
}

bool Component::operator==(const Component& other) const {
  return id == other.id && detail == other.detail && visible_if == other.visible_if &&
         alternatives == other.alternatives && extensions == other.extensions;
}

const Component& on_channel(const Component& component, Channel channel) {
  if (kLean) return component;
  for (const Alternative& one : component.alternatives) {
    if (one.channel == channel) return one.component;
  }
  return component;
}

const Content* find_content(const Definition& definition, std::string_view language) {
  for (const Content& content : definition.content) {
    if (content.language == language) return &content;
  }
  return nullptr;
}

const std::string* find_text(const Content& content, std::string_view layer,
                             std::string_view component, std::string_view part) {
  std::string key;
  key.reserve(layer.size() + component.size() + part.size() + 2);
  key.append(layer).append(".").append(component).append(".").append(part);
  const auto at = std::lower_bound(content.texts.begin(), content.texts.end(), key, precedes);
  if (at == content.texts.end() || at->key != key) return nullptr;
  return &at->text;
}

const std::string* find_text(const Content& content, std::string_view layer,
                             const Component& component, Channel channel, std::string_view part) {
  if (&on_channel(component, channel) != &component) {
    const std::string own = std::string(to_text(channel)).append(".").append(part);
    if (const std::string* text = find_text(content, layer, component.id, own)) return text;
  }
  return find_text(content, layer, component.id, part);
}

}  // namespace tundish
