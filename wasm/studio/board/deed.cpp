#include "board/deed.hpp"

#include "document/places.hpp"
#include "document/read.hpp"

namespace tundish::studio::board {

Command pinned(const State& state) {
  std::vector<std::pair<std::size_t, Point>> places;
  const Json& layers = list_in(*state.definition, "layers");
  for (std::size_t card = 0; card < layers.size(); ++card)
    if (!place_of(layers[card])) places.emplace_back(card, state.plan.place(card));
  return place_layers(*state.definition, places);
}

}  // namespace tundish::studio::board
