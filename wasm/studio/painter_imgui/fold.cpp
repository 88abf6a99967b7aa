#include <algorithm>

#include "painter_imgui/icons.hpp"
#include "painter_imgui/tiles.hpp"

// Lists that unfold: the box says what is chosen, and what can be is below it.
namespace tundish::painter {

namespace {

constexpr float kHeight = 52;
constexpr float kRow = 44;

/// Whether the closed box was pressed.
bool paint_folded(Pen& pen, const ViewComponent& component, const std::string& title,
                  bool is_open) {
  const Colours& colours = pen.colours;
  const Rect rect{pen.x, pen.y, pen.width, kHeight};
  Spot spot;
  spot.id = component.id;
  spot.kind = "button";
  spot.name = question_of(component);
  spot.slug = component.slug;
  spot.rect = rect;
  const Touch touch = pen.touch(std::move(spot));
  pen.fill(rect, colours.paper, pen.scene.radius);
  const Colour line = is_open               ? colours.accent
                      : is_wrong(component) ? colours.bad
                      : touch.is_hovered    ? colours.ink
                                            : colours.control;
  pen.outline(rect, line, pen.scene.radius);
  const bool is_hint = title.empty();
  const std::string hint =
      component.placeholder.empty() ? word(pen, "select") : component.placeholder;
  pen.clip({rect.x + 8, rect.y, rect.w - 52, rect.h});
  pen.write(is_hint ? hint : title, {16, Weight::regular, is_hint ? colours.muted : colours.ink},
            rect.x + 17, rect.y + 14, 10'000);
  pen.unclip();
  const Icon arrow = is_open ? Icon::up : Icon::down;
  draw_icon(pen, arrow, rect.x + rect.w - 38, rect.y + 16, 20, colours.muted);
  if (touch.has_focus) pen.ring(rect, pen.scene.radius);
  return touch.is_tapped;
}

bool paint_row(Pen& pen, const ViewComponent& component, const ViewOption& option, bool is_on) {
  const Colours& colours = pen.colours;
  const Rect rect{pen.x + 4, pen.y, pen.width - 8, kRow};
  Spot spot;
  spot.id = component.id + "/" + option.value;
  spot.kind = "option";
  spot.name = option.title;
  spot.rect = rect;
  spot.is_on = is_on;
  const Touch touch = pen.touch(std::move(spot));
  if (touch.is_hovered || is_on) pen.fill(rect, is_on ? colours.tint : colours.surface, 6);
  pen.write(option.title, {16, Weight::regular, colours.ink}, rect.x + 13, rect.y + 10,
            rect.w - 50);
  if (is_on) {
    draw_icon(pen, Icon::check, rect.x + rect.w - 32, rect.y + 12, 20, colours.accent, 2.4F);
  }
  if (touch.has_focus) pen.ring({rect.x + 3, rect.y + 3, rect.w - 6, rect.h - 6}, 3);
  pen.y += kRow;
  return touch.is_tapped;
}

}  // namespace

void paint_fold(Pen& pen, const ViewComponent& component) {
  if (component.multiple || component.allow_other) return paint_choice(pen, component);
  paint_field(pen, component, [&] {
    const std::string chosen = text_of(shown_value(pen, component));
    const auto found =
        std::find_if(component.options.begin(), component.options.end(),
                     [&](const ViewOption& option) { return option.value == chosen; });
    const std::string title = found == component.options.end() ? "" : found->title;
    const bool is_open = pen.memory.unfolded == component.id;
    if (paint_folded(pen, component, title, is_open)) {
      pen.memory.unfolded = is_open ? "" : component.id;
      pen.memory.wants_frames = true;
    }
    pen.y += kHeight;
    if (!is_open) return;
    pen.y += 6;
    const float rows = static_cast<float>(component.options.size()) * kRow + 8;
    const Rect list{pen.x, pen.y, pen.width, rows};
    pen.fill(list, pen.colours.paper, pen.scene.radius);
    pen.outline(list, pen.colours.line, pen.scene.radius, 1);
    pen.y += 4;
    for (const ViewOption& option : component.options) {
      if (!paint_row(pen, component, option, option.value == chosen)) continue;
      pen.memory.unfolded.clear();
      pen.memory.focus = component.id;
      pen.memory.commands.push_back(answer(component, option.value));
    }
    pen.y += 4;
  });
}

}  // namespace tundish::painter
