#include "document/places.hpp"

#include <cmath>
#include <string>

#include "document/draft.hpp"
#include "document/graph.hpp"
#include "document/read.hpp"

namespace tundish::studio {
namespace {

std::string kept_at(std::size_t layer) { return "/layers/" + std::to_string(layer) + "/x_studio"; }

}  // namespace

std::optional<Point> point_in(const Json& object) {
  if (!object.is_object()) return std::nullopt;
  const auto x = length_in(object, "x");
  const auto y = length_in(object, "y");
  if (!x || !y) return std::nullopt;
  return Point{*x, *y};
}

std::optional<Point> place_of(const Json& layer) {
  if (!layer.is_object()) return std::nullopt;
  const auto kept = layer.find("x_studio");
  return kept == layer.end() ? std::nullopt : point_in(*kept);
}

std::vector<Point> places_of(const Json& definition, const std::vector<Size>& sizes) {
  std::vector<Point> places = lay_out(graph_of(definition), sizes);
  const Json& layers = list_in(definition, "layers");
  for (std::size_t layer = 0; layer < layers.size(); ++layer)
    places[layer] = place_of(layers[layer]).value_or(places[layer]);
  return places;
}

Command place_layers(const Json& definition,
                     const std::vector<std::pair<std::size_t, Point>>& places) {
  Draft draft(definition);
  const Json& layers = list_in(definition, "layers");
  for (const auto& [layer, place] : places) {
    if (layer >= layers.size() || !layers[layer].is_object()) continue;
    const std::string kept = kept_at(layer);
    const auto known = layers[layer].find("x_studio");
    if (known == layers[layer].end() || !known->is_object()) draft.set(kept, Json::object());
    draft.set(kept + "/x", std::lround(place.x));
    draft.set(kept + "/y", std::lround(place.y));
  }
  return std::move(draft).command(places.size() == 1 ? "Move layer" : "Move layers");
}

Command tidy(const Json& definition) {
  Draft draft(definition);
  for (std::size_t layer = 0; layer < list_in(definition, "layers").size(); ++layer)
    draft.erase(kept_at(layer));
  return std::move(draft).command("Tidy up");
}

}  // namespace tundish::studio
