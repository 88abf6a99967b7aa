#pragma once

#include "painter_imgui/fields.hpp"

// Files: the host has them picked and sent; what it says of each is painted.
namespace tundish::painter {

void paint_file(Pen& pen, const ViewComponent& component);
/// A picked file: `name size stood tone part picture` as the host says them.
void paint_file_line(Pen& pen, const Value& file, Colour ink);

}  // namespace tundish::painter
