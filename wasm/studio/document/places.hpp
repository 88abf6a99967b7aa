#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "document/history.hpp"
#include "document/layout.hpp"

namespace tundish::studio {

/// The point that an object has in `x` and `y`; nothing where one of them is no number, or is so
/// far away that nobody put it there.
std::optional<Point> point_in(const Json& object);

/// Where the author put a layer on the canvas; nothing where they did not. It is kept in the layer,
/// in `x_studio`, which everybody else passes over.
std::optional<Point> place_of(const Json& layer);

/// Where every layer is drawn: where the author put it, else where the layout has it. `sizes` has
/// one of each layer.
std::vector<Point> places_of(const Json& definition, const std::vector<Size>& sizes);

/// Puts layers, by their numbers, somewhere, in whole points.
Command place_layers(const Json& definition,
                     const std::vector<std::pair<std::size_t, Point>>& places);

/// Leaves all places to the layout again.
Command tidy(const Json& definition);

}  // namespace tundish::studio
