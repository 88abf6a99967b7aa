#include "painter_imgui/grids.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "painter_imgui/icons.hpp"

namespace tundish::painter {

namespace {

constexpr float kCellHeight = 44;

bool has(const Value* given, const std::string& column) {
  if (!given) return false;
  if (given->is_text()) return given->text() == column;
  const Value::List& all = given->list();
  return std::find(all.begin(), all.end(), Value(column)) != all.end();
}

Value toggled(const Value& chosen, const std::string& row, const std::string& column,
              bool several) {
  Value after = chosen.is_object() ? chosen : Value(Value::Object{});
  if (!several) {
    after.set(row, column);
    return after;
  }
  const Value* before = chosen.find(row);
  Value::List list = before && before->is_list() ? before->list() : Value::List{};
  if (before && before->is_text()) list.push_back(*before);
  const auto found = std::find(list.begin(), list.end(), Value(column));
  if (found == list.end())
    list.push_back(Value(column));
  else
    list.erase(found);
  after.set(row, Value(std::move(list)));
  return after;
}

/// Whether the cell was pressed.
bool paint_cell(Pen& pen, const std::string& id, const ViewOption& column, const Rect& rect,
                bool is_on) {
  const Colours& colours = pen.colours;
  Spot spot;
  spot.id = id;
  spot.kind = "option";
  spot.name = column.title;
  spot.rect = rect;
  spot.is_on = is_on;
  const Touch touch = pen.touch(std::move(spot));
  pen.fill(rect, is_on ? colours.accent : colours.paper, 8);
  if (!is_on) pen.outline(rect, touch.is_hovered ? colours.accent : colours.control, 8);
  const Type type{14, is_on ? Weight::semibold : Weight::regular,
                  is_on ? colours.on_accent : colours.ink, 1.3F};
  const float words = pen.break_lines(column.title, type, rect.w - 12).height;
  pen.write(column.title, type, rect.x + 6, rect.y + (rect.h - words) / 2, rect.w - 12,
            Align::centre);
  if (touch.has_focus) pen.ring(rect, 8);
  return touch.is_tapped;
}

}  // namespace

void paint_matrix(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    const Value chosen = shown_value(pen, component);
    const bool several = component.input == InputAppearance::multiple;
    const float count = static_cast<float>(std::max<std::size_t>(component.columns.size(), 1));
    const float gap = 8;
    const float fit = std::floor((pen.width + gap) / (96 + gap));
    const float columns = std::max(std::min(count, fit), 1.0F);
    const float width = (pen.width - gap * (columns - 1)) / columns;
    for (const ViewOption& row : component.rows) {
      pen.write_below(row.title, {15, Weight::semibold, pen.colours.ink, 1.4F});
      pen.y += 6;
      float index = 0;
      for (const ViewOption& column : component.columns) {
        const float place = std::fmod(index, columns);
        if (index > 0 && place == 0) pen.y += kCellHeight + gap;
        const Rect rect{pen.x + place * (width + gap), pen.y, width, kCellHeight};
        const std::string id = component.id + "/" + row.value + "/" + column.value;
        if (paint_cell(pen, id, column, rect, has(chosen.find(row.value), column.value))) {
          pen.memory.commands.push_back(
              answer(component, toggled(chosen, row.value, column.value, several)));
        }
        index += 1;
      }
      pen.y += kCellHeight + 16;
    }
    pen.y -= 16;
  });
}

namespace {

/// In the order of the answer; what it lacks comes behind, as it is offered.
std::vector<ViewOption> ordered(const Pen& pen, const ViewComponent& component) {
  std::vector<ViewOption> rest = component.options, first;
  for (const Value& value : shown_value(pen, component).list()) {
    const auto found = std::find_if(rest.begin(), rest.end(), [&](const ViewOption& option) {
      return Value(option.value) == value;
    });
    if (found == rest.end()) continue;
    first.push_back(*found);
    rest.erase(found);
  }
  first.insert(first.end(), rest.begin(), rest.end());
  return first;
}

Value values_of(const std::vector<ViewOption>& options) {
  Value::List values;
  for (const ViewOption& option : options) values.push_back(Value(option.value));
  return Value(std::move(values));
}

std::vector<ViewOption> moved(std::vector<ViewOption> options, std::size_t from, std::size_t to) {
  const ViewOption one = options[from];
  options.erase(options.begin() + static_cast<std::ptrdiff_t>(from));
  options.insert(options.begin() + static_cast<std::ptrdiff_t>(to), one);
  return options;
}

bool paint_way(Pen& pen, const std::string& id, const std::string& says, Icon icon, float x,
               bool is_shut) {
  Spot spot;
  spot.id = id;
  spot.kind = "button";
  spot.name = says;
  spot.rect = {x, pen.y + 6, 44, 44};
  spot.is_shut = is_shut;
  const Rect rect = spot.rect;
  const Touch touch = pen.touch(std::move(spot));
  if (touch.is_hovered) pen.fill(rect, pen.colours.surface, 8);
  const Colour ink = is_shut ? with_opacity(pen.colours.muted, 0.4F) : pen.colours.ink;
  draw_icon(pen, icon, x + 12, pen.y + 18, 20, ink);
  if (touch.has_focus) pen.ring(rect, 8);
  return touch.is_tapped;
}

/// A row of a ranking can be drawn to its place: where the pointer is, counted in rows.
std::size_t row_under(const Pen& pen, float top, std::size_t count) {
  const float down = ImGui::GetIO().MousePos.y - pen.origin().y - top;
  const float row = std::clamp(std::floor(down / 64), 0.0F, static_cast<float>(count - 1));
  return static_cast<std::size_t>(row);
}

}  // namespace

void paint_ranking(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    const std::vector<ViewOption> options = ordered(pen, component);
    const Colours& colours = pen.colours;
    const float top = pen.y;
    const auto tell = [&](std::size_t from, std::size_t to) {
      pen.memory.commands.push_back(answer(component, values_of(moved(options, from, to))));
    };
    for (std::size_t index = 0; index < options.size(); ++index) {
      const ViewOption& option = options[index];
      const Rect rect{pen.x, pen.y, pen.width, 56};
      const std::string id = component.id + "/" + option.value;
      Spot spot;
      spot.id = id + "/grip";
      spot.kind = "grip";
      spot.name = option.title;
      spot.rect = {pen.x, pen.y, pen.width - 100, 56};
      const Touch touch = pen.touch(std::move(spot));
      const bool is_drawn = touch.is_held;
      pen.fill(rect, is_drawn ? colours.tint : colours.paper, pen.scene.radius);
      pen.outline(rect, is_drawn ? colours.accent : colours.control, pen.scene.radius);
      for (float dot = 0; dot < 6; dot += 1) {
        pen.disc(pen.x + 17 + std::fmod(dot, 2.0F) * 6, pen.y + 22 + std::floor(dot / 2) * 6, 1.3F,
                 colours.muted);
      }
      pen.fill({pen.x + 36, pen.y + 15, 26, 26}, colours.surface, 6);
      pen.write(std::to_string(index + 1), {12, Weight::semibold, colours.muted}, pen.x + 36,
                pen.y + 19, 26, Align::centre);
      float left = pen.x + 74;
      if (!option.image.empty()) {
        pen.picture(option.image, {left, pen.y + 8, 40, 40}, 6);
        left += 52;
      }
      const float room = pen.x + pen.width - 100 - left;
      const Type type{16, Weight::regular, colours.ink, 1.3F};
      const float words = pen.break_lines(option.title, type, room).height;
      pen.write(option.title, type, left, pen.y + (56 - words) / 2, room);
      if (touch.has_focus) pen.ring(rect, pen.scene.radius);
      const float ways = pen.x + pen.width - 96;
      const std::string up = word(pen, "up") + " " + option.title;
      const std::string down = word(pen, "down") + " " + option.title;
      if (paint_way(pen, id + "/up", up, Icon::up, ways, index == 0)) tell(index, index - 1);
      if (paint_way(pen, id + "/down", down, Icon::down, ways + 46, index + 1 == options.size())) {
        tell(index, index + 1);
      }
      if (is_drawn) {
        const std::size_t to = row_under(pen, top, options.size());
        if (to != index) tell(index, to);
      }
      pen.y += 64;
    }
    pen.y -= 8;
    if (!shown_value(pen, component).is_null()) return;
    pen.y += 10;
    if (paint_button(pen, {component.id + "/keep", word(pen, "keepOrder"), Look::small})) {
      pen.memory.commands.push_back(answer(component, values_of(options)));
    }
  });
}

}  // namespace tundish::painter
