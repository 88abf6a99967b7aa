#pragma once

#include <string>

#include "painter_imgui/fields.hpp"

// Boxes to write in.
namespace tundish::painter {

struct Box {
  std::string id, slug, name, value, placeholder;
  /// As HTML calls them, for the field of the host: `type`, `inputmode`, `autocomplete`.
  std::string type = "text", mode = "text", fill = "off";
  std::string shown;        ///< in place of the value while nobody writes
  std::string least, most;  ///< of dates
  bool is_multiline = false;
  bool is_wrong = false;
  bool is_round = false;     ///< as in a conversation
  bool keeps_focus = false;  ///< Enter hands the text over and the field stays
};

/// Paints it in the rectangle; `hand` says what a text means.
void paint_box(Pen& pen, const Box& box, const Rect& rect, TextHand hand);
/// In the column, which goes on below it.
void paint_box(Pen& pen, const Box& box, TextHand hand);
/// Of a component: what it holds, is called and may be.
Box box_of(const Pen& pen, const ViewComponent& component);
TextHand answering(const ViewComponent& component);

void paint_text_input(Pen& pen, const ViewComponent& component);
void paint_moment(Pen& pen, const ViewComponent& component);
void paint_range(Pen& pen, const ViewComponent& component);
void paint_place(Pen& pen, const ViewComponent& component);
void paint_array(Pen& pen, const ViewComponent& component);
void paint_read_only(Pen& pen, const ViewComponent& component);

}  // namespace tundish::painter
