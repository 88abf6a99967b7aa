#pragma once

#include "painter_imgui/fields.hpp"

// What the visitor waits for: who they are is asked and proven, servers are asked.
namespace tundish::painter {

void paint_auth(Pen& pen, const ViewComponent& component);
void paint_endpoint(Pen& pen, const ViewComponent& component);
/// Below a conversation, in place of the box for replies.
void paint_auth_in_chat(Pen& pen, const ViewComponent& component);

}  // namespace tundish::painter
