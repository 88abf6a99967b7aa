#pragma once

#include <string_view>

#include "run/flow.hpp"

namespace tundish {

/// The name of a layer or answer without those of the layers that play its funnel.
std::string_view own_name(std::string_view name);
/// These alone, with the slash behind them; empty in the funnel itself.
std::string_view scope_of(std::string_view name);

/// The layer that plays the subfunnel which a layer belongs to; `kNoLayer`: it belongs to the
/// funnel itself.
LayerIndex player_of(const Definition& definition, LayerIndex layer);

/// From the current layer, of type `subfunnel`, into what it plays.
void begin_subfunnel(const Step& step);
/// From the end of a subfunnel, the current layer, to where the layer that plays it goes on.
void end_subfunnel(const Step& step);

}  // namespace tundish
