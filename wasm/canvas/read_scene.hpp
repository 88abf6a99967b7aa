#pragma once

#include "painter_imgui/scene.hpp"

namespace tundish::canvas {

/// A view from its JSON form. What the engine has not written is left as it is by default.
View read_view(const Value& json);
ViewComponent read_component(const Value& json);
/// What the player hands over: `view look rtl calm letters turn colours radius words typed notes
/// pictures logo chat`.
painter::Scene read_scene(const Value& json);

}  // namespace tundish::canvas
