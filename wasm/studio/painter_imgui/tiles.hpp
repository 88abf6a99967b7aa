#pragma once

#include "painter_imgui/fields.hpp"

// What is chosen by pressing it.
namespace tundish::painter {

void paint_choice(Pen& pen, const ViewComponent& component);
void paint_boolean(Pen& pen, const ViewComponent& component);
void paint_thumbs(Pen& pen, const ViewComponent& component);
/// A list that unfolds.
void paint_fold(Pen& pen, const ViewComponent& component);

struct Tile {
  std::string id, title, image, letter;
  bool is_on = false, is_wrong = false;
};

float height_of(const Pen& pen, const Tile& tile, float width, bool is_card);
/// Whether it was pressed.
bool paint_tile(Pen& pen, const Tile& tile, const Rect& rect, bool is_card);

}  // namespace tundish::painter
