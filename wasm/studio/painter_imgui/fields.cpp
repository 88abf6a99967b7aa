#include "painter_imgui/fields.hpp"

#include <algorithm>
#include <cmath>

#include "painter_imgui/icons.hpp"
#include "tundish/codec.hpp"

namespace tundish::painter {

namespace {

const Value kNothing;

}  // namespace

std::string word(const Pen& pen, std::string_view name) {
  const Value* found = pen.scene.words.find(name);
  return found ? found->text() : std::string(name);
}

const Value& note(const Pen& pen, const ViewComponent& component, std::string_view name) {
  const Value* all = pen.scene.notes.find(component.id);
  const Value* found = all ? all->find(name) : nullptr;
  return found ? *found : kNothing;
}

const Value& shown_value(const Pen& pen, const ViewComponent& component) {
  const Value* typed = pen.scene.typed.find(component.slug);
  return typed ? *typed : component.value;
}

std::string text_of(const Value& value) {
  if (value.is_null()) return {};
  return value.is_text() ? value.text() : to_json(value);
}

std::string question_of(const ViewComponent& component) {
  for (const std::string* text : {&component.label, &component.text, &component.slug}) {
    if (!text->empty()) return *text;
  }
  return component.id;
}

bool is_wrong(const ViewComponent& component) { return !component.problems.empty(); }

Value answer(const ViewComponent& component, Value value) {
  return Value::Object{{"do", "answer"}, {"slug", component.slug}, {"value", std::move(value)}};
}

Value typing(const ViewComponent& component, Value value) {
  return Value::Object{{"do", "type"}, {"slug", component.slug}, {"value", std::move(value)}};
}

void paint_lead(Pen& pen, const ViewComponent& component) {
  if (component.text.empty() || component.label.empty()) return;
  pen.write_below(component.text, {16, Weight::regular, pen.colours.ink});
  pen.y += 8;
}

void paint_question(Pen& pen, const ViewComponent& component) {
  const Type type{pen.asks_one ? 22 : 16, Weight::semibold, pen.colours.ink,
                  pen.asks_one ? 1.25F : 1.35F};
  const std::string question = question_of(component);
  const Lines lines = pen.break_lines(question, type, pen.width);
  pen.write(question, type, pen.x, pen.y, pen.width);
  if (!component.mandatory && !lines.lines.empty()) {
    const Lines last = pen.break_lines(lines.lines.back(), type, pen.width);
    const std::string optional = word(pen, "optional");
    const Type small{14, Weight::regular, pen.colours.muted, 1.5F};
    const float room = pen.width - last.width - 8;
    const float step = static_cast<float>(type.size) * type.line;
    if (pen.break_lines(optional, small, 1000).width <= room) {
      pen.write(optional, small, pen.x + last.width + 8,
                pen.y + lines.height - step + (step - 21) / 2 + 1, room);
    } else {
      pen.y += lines.height;
      pen.write(optional, small, pen.x, pen.y, pen.width);
      pen.y += 21 - lines.height;
    }
  }
  pen.y += lines.height + (pen.asks_one ? 12 : 8);
  if (component.help.empty()) return;
  pen.y -= 4;
  pen.write_below(component.help, {15, Weight::regular, pen.colours.muted});
  pen.y += 12;
}

void paint_problem(Pen& pen, std::string_view sentence) {
  pen.y += 8;
  draw_icon(pen, Icon::alert, pen.x, pen.y + 2, 17, pen.colours.bad);
  const Type type{14, Weight::regular, pen.colours.bad};
  pen.y += pen.write(sentence, type, pen.x + 24, pen.y, pen.width - 24);
}

void paint_problems(Pen& pen, const ViewComponent& component) {
  for (const Value& sentence : note(pen, component, "problems").list()) {
    paint_problem(pen, sentence.text());
  }
}

void paint_field(Pen& pen, const ViewComponent& component, const std::function<void()>& control) {
  paint_lead(pen, component);
  paint_question(pen, component);
  control();
  paint_problems(pen, component);
}

void paint_bare(Pen& pen, const ViewComponent& component, const std::function<void()>& control) {
  paint_lead(pen, component);
  control();
  if (!component.help.empty()) {
    pen.y += 6;
    pen.write_below(component.help, {14, Weight::regular, pen.colours.muted});
  }
  paint_problems(pen, component);
}

float height_of(const ButtonFace& face) { return face.look == Look::small ? 44.0F : 52.0F; }

namespace {

Type type_of(const Pen& pen, const ButtonFace& face) {
  const Colours& colours = pen.colours;
  Type type{16, Weight::semibold, colours.ink, 1.5F};
  if (face.look == Look::main) type.colour = colours.on_accent;
  if (face.look == Look::small) type.size = 15;
  if (face.look == Look::quiet) {
    type.colour = colours.muted;
    type.weight = Weight::regular;
  }
  return type;
}

}  // namespace

float width_of(const Pen& pen, const ButtonFace& face) {
  if (face.width > 0) return face.width;
  const float words = std::ceil(pen.break_lines(face.name, type_of(pen, face), 1000).width);
  if (face.look == Look::quiet) return words + 12 + 24 + 16;
  const float around = face.look == Look::small ? 16.0F : 24.0F;
  return std::max(words + 2 * around, face.look == Look::main ? 144.0F : 0.0F);
}

bool paint_button_at(Pen& pen, const ButtonFace& face, float x, float y, float width) {
  const Colours& colours = pen.colours;
  const float height = height_of(face), radius = pen.scene.radius;
  Spot spot;
  spot.id = face.id;
  spot.kind = "button";
  spot.name = face.says.empty() ? face.name : face.says;
  spot.rect = {x, y, width, height};
  spot.is_shut = face.is_shut;
  spot.radius = radius;
  const Touch touch = pen.touch(std::move(spot));
  const float before = pen.presence;
  if (face.is_shut) pen.presence *= 0.5F;
  const Rect rect{x, y, width, height};
  const bool is_warm = touch.is_hovered && !face.is_shut;
  Type type = type_of(pen, face);
  if (face.look == Look::main) {
    const Colour colour = is_warm ? mix(colours.accent, 0xff000000U, 0.12F) : colours.accent;
    pen.fill(rect, colour, radius);
  } else if (face.look == Look::quiet) {
    if (is_warm) pen.fill(rect, colours.surface, radius);
    if (is_warm) type.colour = colours.ink;
  } else {
    pen.fill(rect, is_warm ? colours.tint : colours.paper, radius);
    pen.outline(rect, is_warm ? colours.accent : colours.control, radius);
  }
  const float line = static_cast<float>(type.size) * type.line;
  const bool has_arrow = face.look == Look::quiet;
  const float words = pen.break_lines(face.name, type, width - 16).width;
  const float begin = x + (width - words - (has_arrow ? 28 : 0)) / 2;
  if (has_arrow) draw_icon(pen, Icon::back, begin, y + (height - 20) / 2, 20, type.colour);
  pen.write(face.name, type, begin + (has_arrow ? 28 : 0), y + (height - line) / 2, words + 1);
  pen.presence = before;
  if (touch.has_focus) pen.ring(rect, radius);
  return touch.is_tapped && !face.is_shut;
}

bool paint_button(Pen& pen, const ButtonFace& face) {
  const float width = face.is_wide ? pen.width : std::min(width_of(pen, face), pen.width);
  const bool is_pressed = paint_button_at(pen, face, pen.x, pen.y, width);
  pen.y += height_of(face);
  return is_pressed;
}

}  // namespace tundish::painter
