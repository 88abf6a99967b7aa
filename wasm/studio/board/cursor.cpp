#include "board/hands.hpp"

namespace tundish::studio::board {

const char* cursor_of(const State& state) {
  switch (state.hand.doing) {
    case Doing::panning:
      return "grabbing";
    case Doing::dragging:
      return "move";
    case Doing::connecting:
    case Doing::boxing:
      return "crosshair";
    case Doing::sizing:
      return "nwse-resize";
    default:
      break;
  }
  if (state.menu.is_open()) return state.menu.chosen ? "pointer" : "default";
  if (state.is_space_held) return "grab";
  switch (state.hovered.thing) {
    case Thing::card:
    case Thing::way:
    case Thing::note:
    case Thing::minimap:
      return "pointer";
    case Thing::exit:
    case Thing::plus:
      return "crosshair";
    case Thing::note_corner:
      return "nwse-resize";
    default:
      return "default";
  }
}

}  // namespace tundish::studio::board
