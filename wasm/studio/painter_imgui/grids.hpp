#pragma once

#include "painter_imgui/fields.hpp"

// Questions of several parts.
namespace tundish::painter {

void paint_matrix(Pen& pen, const ViewComponent& component);
void paint_ranking(Pen& pen, const ViewComponent& component);

}  // namespace tundish::painter
