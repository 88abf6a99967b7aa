#pragma once

#include "painter_imgui/pen.hpp"

namespace tundish::painter {

enum class Icon {
  alert,
  check,
  back,
  close,
  plus,
  minus,
  star,
  send,
  pencil,
  up,
  down,
  like,
  dislike,
  clip,
  upload,
  camera,
  place,
  chat,
  file
};

/// The player's drawings, in a square of that size whose corner is at x and y.
void draw_icon(Pen& pen, Icon icon, float x, float y, float size, Colour colour,
               float thickness = 1.8F);
void fill_star(Pen& pen, float x, float y, float size, Colour colour);

}  // namespace tundish::painter
