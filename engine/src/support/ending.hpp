#pragma once

#include "tundish/funnel.hpp"

namespace tundish {

/// True for a layer that ends the session: nothing is asked there and nothing leads on.
inline bool is_ending(const Layer& layer) {
  return layer.type == LayerType::result || layer.type == LayerType::fatalistic;
}

}  // namespace tundish
