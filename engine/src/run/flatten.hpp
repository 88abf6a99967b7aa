#pragma once

#include "tundish/funnel.hpp"

namespace tundish {

/// Whether layers of the definition play subfunnels that it brings along.
bool plays_subfunnels(const Definition& definition);

/// The definition with the layers, and texts, of all subfunnels that it plays, behind its own. A
/// layer of a subfunnel is called `<layer that plays it>/<its id>`, its answers likewise; where it
/// ended, it goes on behind the layer that plays it. What is nested too deep or makes too many
/// layers is left out, as if it were unknown.
Definition flattened(const Definition& definition);

}  // namespace tundish
