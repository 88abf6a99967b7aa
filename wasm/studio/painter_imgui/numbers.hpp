#pragma once

#include "painter_imgui/fields.hpp"

// Numbers: typed, counted up and down, drawn, or chosen from a scale.
namespace tundish::painter {

void paint_number(Pen& pen, const ViewComponent& component);

}  // namespace tundish::painter
