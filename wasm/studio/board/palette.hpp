#pragma once

#include <string>

#include "board/figure.hpp"
#include "painter_imgui/scene.hpp"

namespace tundish::studio::board {

using painter::Colour;

/// The tokens of the look, and what the canvas has besides.
struct Palette {
  Colour paper, card, line, control, ink, muted, accent, on_accent, good, caution, bad, way, grid;
  bool is_dark = false;
};

const Palette& palette(bool is_dark);

/// Of a card's head; what is written on it is white.
Colour head_colour(LayerType type, bool is_dark);

struct NoteColours {
  Colour fill, line, ink;
};

NoteColours note_colours(const std::string& name, bool is_dark);

}  // namespace tundish::studio::board
