#pragma once

#include "painter_imgui/pen.hpp"

// The page look: the whole layer at once, as a card.
namespace tundish::painter {

/// Paints it from the top; how high it is.
float paint_page(Pen& pen);
/// How far the visitor has come, from 0 to 1.
float progress_of(const View& view);

}  // namespace tundish::painter
