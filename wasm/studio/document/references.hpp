#pragma once

#include <functional>
#include <string>
#include <vector>

#include "document/edit.hpp"

namespace tundish::studio {

/// A place of a definition where a layer is named: a target, a start, a condition that asks whether
/// it was visited.
struct Reference {
  std::string pointer;
  std::string layer;
  /// Nothing stands there: a variant of an experiment that is said no target leads to the layer of
  /// its own name.
  bool is_implied = false;
  bool operator==(const Reference&) const = default;
};

/// All of them, in the definition's own order; not those within subfunnels, whose layers are
/// theirs.
std::vector<Reference> references_to_layers(const Json& definition);

/// Where the texts of a layer, or of one of its components (`<layer>.<component>`), stand in the
/// content: `/content/<language>/<name>.…`, in order.
std::vector<std::string> texts_below(const Json& definition, const std::string& name);

}  // namespace tundish::studio
