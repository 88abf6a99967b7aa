#include "tundish/funnel.hpp"

#include <algorithm>

#include "run/distances.hpp"

namespace tundish {

namespace {

Definition measured(Definition definition) {
  definition.distances = measure_distances(definition);
  return definition;
}

}  // namespace

Funnel::Funnel(Definition definition)
    : definition_(std::make_shared<const Definition>(measured(std::move(definition)))) {}

LayerIndex find_layer(const Definition& definition, std::string_view id) {
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    if (definition.layers[i].id == id) return static_cast<LayerIndex>(i);
  }
  return kNoLayer;
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
  auto at = std::lower_bound(content.texts.begin(), content.texts.end(), key,
                             [](const Text& text, const std::string& k) { return text.key < k; });
  if (at == content.texts.end() || at->key != key) return nullptr;
  return &at->text;
}

}  // namespace tundish
