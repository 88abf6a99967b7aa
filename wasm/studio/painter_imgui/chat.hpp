#pragma once

#include "painter_imgui/pen.hpp"

// The chat look: what was said and replied as bubbles, with the composer below.
namespace tundish::painter {

void paint_chat(Pen& pen, float height);
/// Quick replies and the box to write in, in the column; how high they are.
void paint_composer(Pen& pen);
float height_of_composer(Pen& pen);

}  // namespace tundish::painter
