#pragma once

#include <cstddef>
#include <vector>

namespace tundish {

/// Of items in a new order, given by the places that they had before: which of them stayed. As many
/// as possible did; the others were moved.
std::vector<bool> kept_order(const std::vector<std::size_t>& places);

}  // namespace tundish
