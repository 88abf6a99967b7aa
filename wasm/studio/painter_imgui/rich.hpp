#pragma once

#include "painter_imgui/pen.hpp"
#include "tundish/view.hpp"

// The text of a message with formatting, as its view has it in blocks.
namespace tundish::painter {

/// In the column, which goes on below it.
void paint_rich(Pen& pen, const ViewComponent& component, Colour ink);
/// How wide its longest line is, in a column so wide.
float width_of_rich(Pen& pen, const ViewComponent& component, float within);

}  // namespace tundish::painter
