#pragma once

#include <string>
#include <string_view>

#include "painter_imgui/fonts.hpp"
#include "painter_imgui/scene.hpp"
#include "painter_imgui/spots.hpp"

struct ImDrawData;

namespace tundish::painter {

/// What a frame came to.
struct Frame {
  float height = 0;           ///< that the page look needs
  bool wants_frames = false;  ///< something moves
  const char* cursor = "";
  Value::List commands;  ///< what the visitor did, for the host to do
};

/// Paints a scene inside the window of Dear ImGui that has begun, from its cursor on. It knows no
/// rule of funnels: what can be done is in the view, and what was done is told as commands.
class Painter {
 public:
  /// Replaces what is shown. Another layer begins with nothing in hand.
  void show(Scene scene);
  const Scene& scene() const { return scene_; }

  FontBook& fonts() { return fonts_; }
  Memory& memory() { return memory_; }

  /// Paints once, `width` wide; of the chat look, `height` high.
  Frame paint(float width, float height);

  /// A text was written in the spot; `is_final` when it was left or Enter was pressed.
  void write(std::string_view spot, std::string text, bool is_final);
  /// Enter was pressed in the box of that id.
  void enter(std::string_view spot);

 private:
  Scene scene_;
  Memory memory_;
  FontBook fonts_;
};

}  // namespace tundish::painter
