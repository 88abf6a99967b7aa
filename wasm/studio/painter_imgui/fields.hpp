#pragma once

#include <functional>
#include <string>

#include "painter_imgui/pen.hpp"

// What all fields have: the question, help, what is wrong, and a box to write in.
namespace tundish::painter {

/// One of the player's own words; its name where the host gave none.
std::string word(const Pen& pen, std::string_view name);
/// What the host says of a component beside the view; null where it says nothing.
const Value& note(const Pen& pen, const ViewComponent& component, std::string_view name);
/// What was typed on this layer, else the answer.
const Value& shown_value(const Pen& pen, const ViewComponent& component);
/// As it stands in a box.
std::string text_of(const Value& value);
std::string question_of(const ViewComponent& component);
bool is_wrong(const ViewComponent& component);

Value answer(const ViewComponent& component, Value value);
/// What is not an answer yet.
Value typing(const ViewComponent& component, Value value);

/// The question, the control below it and what is wrong with the answer.
void paint_field(Pen& pen, const ViewComponent& component, const std::function<void()>& control);
/// The same of a control that carries its question itself.
void paint_bare(Pen& pen, const ViewComponent& component, const std::function<void()>& control);
void paint_lead(Pen& pen, const ViewComponent& component);
void paint_question(Pen& pen, const ViewComponent& component);
void paint_problems(Pen& pen, const ViewComponent& component);
void paint_problem(Pen& pen, std::string_view sentence);

enum class Look { main, plain, small, quiet };

struct ButtonFace {
  std::string id, name;
  Look look = Look::plain;
  bool is_shut = false;
  bool is_wide = false;   ///< as the column
  float width = 0;        ///< of its own, where it is more than 0
  std::string says = {};  ///< what it is called where its face is a drawing
};

/// How wide it is by its name alone.
float width_of(const Pen& pen, const ButtonFace& face);
/// At a place of one's own; the height that it took in `height`.
bool paint_button_at(Pen& pen, const ButtonFace& face, float x, float y, float width);
/// In the column, which goes on below it.
bool paint_button(Pen& pen, const ButtonFace& face);
float height_of(const ButtonFace& face);

}  // namespace tundish::painter
