#include "painter_imgui/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "painter_imgui/icons.hpp"
#include "painter_imgui/texts.hpp"

namespace tundish::painter {

namespace {

/// What is typed may be a number already.
std::optional<double> number_of(const Value& value) {
  if (value.is_number()) return value.number();
  if (!value.is_text() || value.text().empty()) return std::nullopt;
  char* end = nullptr;
  const double number = std::strtod(value.text().c_str(), &end);
  return *end == '\0' ? std::optional<double>(number) : std::nullopt;
}

/// Steps of tenths add up to whole numbers.
double rounded(double number) { return std::round(number * 1e10) / 1e10; }

bool paint_turn(Pen& pen, const std::string& id, Icon icon, const std::string& name, float x,
                bool is_shut) {
  ButtonFace face;
  face.id = id;
  face.says = name;
  face.is_shut = is_shut;
  const bool is_pressed = paint_button_at(pen, face, x, pen.y, 52);
  const Colour ink = is_shut ? with_opacity(pen.colours.ink, 0.5F) : pen.colours.ink;
  draw_icon(pen, icon, x + 16, pen.y + 16, 20, ink);
  return is_pressed;
}

void paint_spinner(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    const Validations& rules = component.validations;
    const double least = rules.min.value_or(-kFar), most = rules.max.value_or(kFar);
    const double step = rules.step.value_or(1);
    const std::optional<double> number = number_of(shown_value(pen, component));
    const auto turn = [&](double by) {
      const double first = std::isfinite(least) ? least : 0;
      const double next = number ? std::min(most, std::max(least, *number + by)) : first;
      pen.memory.commands.push_back(answer(component, rounded(next)));
    };
    if (paint_turn(pen, component.id + "/less", Icon::minus, word(pen, "less"), pen.x,
                   number && *number <= least)) {
      turn(-step);
    }
    paint_box(pen, box_of(pen, component), {pen.x + 62, pen.y, pen.width - 124, 52},
              answering(component));
    if (paint_turn(pen, component.id + "/more", Icon::plus, word(pen, "more"),
                   pen.x + pen.width - 52, number && *number >= most)) {
      turn(step);
    }
    pen.y += 52;
  });
}

/// The number where the pointer is.
double drawn_to(const Pen& pen, const Rect& track, double least, double most, double step) {
  const Rect at = pen.placed(track);
  double part = static_cast<double>((ImGui::GetIO().MousePos.x - at.x) / at.w);
  if (pen.scene.is_rtl) part = 1 - part;
  part = std::clamp(part, 0.0, 1.0);
  const double number = least + std::round(part * (most - least) / step) * step;
  return rounded(std::min(number, most));
}

void paint_slider(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    const Colours& colours = pen.colours;
    const Validations& rules = component.validations;
    const double least = rules.min.value_or(0), most = rules.max.value_or(100);
    const double step = rules.step.value_or(1);
    const std::optional<double> number = number_of(shown_value(pen, component));
    const double at = number.value_or((least + most) / 2);
    const std::string shown =
        number ? text_of(note(pen, component, "shown")) : std::string("\u2013");
    pen.write(shown.empty() ? text_of(Value(at)) : shown, {22, Weight::semibold, colours.ink, 1.2F},
              pen.x, pen.y, pen.width, Align::centre);
    pen.y += 34;
    const Rect track{pen.x + 14, pen.y + 19, pen.width - 28, 6};
    Spot spot;
    spot.id = component.id;
    spot.kind = "slider";
    spot.name = question_of(component);
    spot.slug = component.slug;
    spot.rect = {pen.x, pen.y, pen.width, 44};
    const Touch touch = pen.touch(std::move(spot));
    const float part =
        static_cast<float>(std::clamp((at - least) / std::max(most - least, step), 0.0, 1.0));
    pen.fill(track, colours.line, 3);
    if (number) pen.fill({track.x, track.y, track.w * part, track.h}, colours.accent, 3);
    const float knob = track.x + track.w * part;
    pen.disc(knob, track.y + 3, 14, number ? colours.accent : colours.control);
    pen.disc(knob, track.y + 3, 11, colours.paper);
    if (number) pen.disc(knob, track.y + 3, 6, colours.accent);
    if (touch.has_focus) pen.ring({knob - 14, track.y - 11, 28, 28}, 14);
    pen.y += 44;
    const Type ends{14, Weight::regular, colours.muted};
    pen.write(text_of(Value(least)), ends, pen.x, pen.y, pen.width);
    pen.write(text_of(Value(most)), ends, pen.x, pen.y, pen.width, Align::end);
    pen.y += 21;
    if (touch.has_focus && pen.memory.nudge != 0) {
      const double next = rounded(std::clamp(at + pen.memory.nudge * step, least, most));
      pen.memory.commands.push_back(answer(component, next));
    } else if (touch.is_held) {
      const double next = drawn_to(pen, track, least, most, step);
      if (!number || next != *number) pen.memory.commands.push_back(typing(component, next));
    } else if (touch.is_tapped) {
      pen.memory.commands.push_back(answer(component, drawn_to(pen, track, least, most, step)));
    }
  });
}

/// One after the other, in as many rows as they need.
void paint_scale(Pen& pen, const ViewComponent& component, int least, int most, bool is_stars) {
  paint_field(pen, component, [&] {
    const Colours& colours = pen.colours;
    const std::optional<double> chosen = number_of(shown_value(pen, component));
    const int count = std::min(most - least + 1, 21);
    const float gap = is_stars ? 4 : 6, smallest = 44;
    const float fit = std::floor((pen.width + gap) / (smallest + gap));
    const float columns = std::max(std::min(fit, static_cast<float>(count)), 1.0F);
    const float width = is_stars ? 48 : (pen.width - gap * (columns - 1)) / columns;
    for (int index = 0; index < count; ++index) {
      const int number = least + index;
      const float column = std::fmod(static_cast<float>(index), columns);
      if (index > 0 && column == 0) pen.y += 48 + gap;
      const Rect rect{pen.x + column * (width + gap), pen.y, width, 48};
      const bool is_on = chosen && (is_stars ? number <= *chosen : number == *chosen);
      Spot spot;
      spot.id = component.id + "/" + std::to_string(number);
      spot.kind = "option";
      spot.name = std::to_string(number);
      spot.rect = rect;
      spot.is_on = chosen && number == *chosen;
      const Touch touch = pen.touch(std::move(spot));
      if (is_stars) {
        const Colour ink = is_on || touch.is_hovered ? colours.accent : colours.control;
        if (is_on)
          fill_star(pen, rect.x + 8, rect.y + 8, 32, ink);
        else
          draw_icon(pen, Icon::star, rect.x + 8, rect.y + 8, 32, ink, 1.5F);
      } else {
        pen.fill(rect, is_on ? colours.accent : colours.paper, 8);
        const Colour line = is_on || touch.is_hovered ? colours.accent
                            : is_wrong(component)     ? colours.bad
                                                      : colours.control;
        pen.outline(rect, line, 8);
        const Type type{16, Weight::semibold, is_on ? colours.on_accent : colours.ink, 1.5F};
        pen.write(std::to_string(number), type, rect.x, rect.y + 12, rect.w, Align::centre);
      }
      if (touch.has_focus) pen.ring(rect, 8);
      if (touch.is_tapped) pen.memory.commands.push_back(answer(component, number));
    }
    pen.y += 48;
  });
}

}  // namespace

void paint_number(Pen& pen, const ViewComponent& component) {
  const Validations& rules = component.validations;
  const auto bound = [](const std::optional<double>& limit, int usual) {
    return limit ? static_cast<int>(*limit) : usual;
  };
  switch (component.input.value_or(InputAppearance::number)) {
    case InputAppearance::spinner:
      return paint_spinner(pen, component);
    case InputAppearance::slider:
      return paint_slider(pen, component);
    case InputAppearance::rating:
      return paint_scale(pen, component, bound(rules.min, 1), bound(rules.max, 5), true);
    case InputAppearance::nps:
      return paint_scale(pen, component, bound(rules.min, 0), bound(rules.max, 10), false);
    default:
      return paint_text_input(pen, component);
  }
}

}  // namespace tundish::painter
