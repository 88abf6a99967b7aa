#include "painter_imgui/files.hpp"

#include <algorithm>

#include "painter_imgui/icons.hpp"

namespace tundish::painter {

namespace {

std::string part_of(const Value& file, std::string_view name) {
  const Value* part = file.find(name);
  return part ? part->text() : std::string();
}

void tell_pick(Pen& pen, const ViewComponent& component) {
  pen.memory.tell({{"do", "pick"}, {"slug", component.slug}});
}

bool is_zone(const ViewComponent& component) {
  return component.input == InputAppearance::dropzone || component.input == InputAppearance::media;
}

void paint_picker(Pen& pen, const ViewComponent& component) {
  const Colours& colours = pen.colours;
  const bool zone = is_zone(component), camera = component.input == InputAppearance::camera;
  const Rect rect{pen.x, pen.y, pen.width, zone ? 116.0F : 56.0F};
  const std::string name = word(pen, camera ? "takePhoto" : "attach");
  Spot spot;
  spot.id = component.id;
  spot.kind = "button";
  spot.name = question_of(component) + " " + name;
  spot.slug = component.slug;
  spot.rect = rect;
  const Touch touch = pen.touch(std::move(spot));
  pen.fill(rect,
           touch.is_hovered ? colours.tint
           : zone           ? colours.surface
                            : colours.paper,
           pen.scene.radius);
  const Colour line = touch.is_hovered      ? colours.accent
                      : is_wrong(component) ? colours.bad
                                            : colours.control;
  pen.outline(rect, line, pen.scene.radius);
  const Type type{16, Weight::semibold, colours.ink};
  const float words = pen.break_lines(name, type, pen.width).width + 32;
  const float begin = rect.x + (rect.w - words) / 2, top = rect.y + (zone ? 32 : 16);
  const Icon icon = camera ? Icon::camera : zone ? Icon::upload : Icon::clip;
  draw_icon(pen, icon, begin, top + 1, 22, colours.accent);
  pen.write(name, type, begin + 32, top, words);
  if (zone) {
    pen.write(word(pen, "dropHere"), {14, Weight::regular, colours.muted}, rect.x, top + 30, rect.w,
              Align::centre);
  }
  if (touch.has_focus) pen.ring(rect, pen.scene.radius);
  if (touch.is_tapped) tell_pick(pen, component);
  pen.y += rect.h;
}

void paint_files(Pen& pen, const ViewComponent& component) {
  int at = 0;
  for (const Value& file : note(pen, component, "files").list()) {
    pen.y += 12;
    const float width = pen.width, top = pen.y;
    pen.width -= 54;
    paint_file_line(pen, file, pen.colours.ink);
    pen.width = width;
    ButtonFace face;
    face.id = component.id + "/remove" + std::to_string(at);
    face.says = part_of(file, "remove");
    face.look = Look::small;
    const float x = pen.x + width - 44;
    if (paint_button_at(pen, face, x, top, 44)) {
      pen.memory.tell({{"do", "remove"}, {"slug", component.slug}, {"at", at}});
    }
    draw_icon(pen, Icon::close, x + 12, top + 12, 20, pen.colours.ink);
    ++at;
  }
}

/// A place to sign with pen, finger or mouse. The host makes a picture of the strokes.
void paint_signature(Pen& pen, const ViewComponent& component) {
  const Colours& colours = pen.colours;
  const Rect rect{pen.x, pen.y, pen.width, 180};
  Spot spot;
  spot.id = component.id + "/pad";
  spot.kind = "pad";
  spot.name = word(pen, "signHere");
  spot.slug = component.slug;
  spot.rect = rect;
  const Touch touch = pen.touch(std::move(spot));
  pen.fill(rect, colours.paper, pen.scene.radius);
  pen.outline(rect, is_wrong(component) ? colours.bad : colours.control, pen.scene.radius);
  pen.fill({rect.x + 24, rect.y + 138, rect.w - 48, 1}, colours.line);
  auto& strokes = pen.memory.strokes[component.slug];
  const Rect at = pen.placed(rect);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const ImVec2 point{std::clamp(mouse.x - at.x, 0.0F, at.w),
                     std::clamp(mouse.y - at.y, 0.0F, at.h)};
  if (touch.is_held) {
    if (pen.memory.drawn != component.id) strokes.emplace_back();
    pen.memory.drawn = component.id;
    strokes.back().push_back(point);
  } else if (pen.memory.drawn == component.id) {
    pen.memory.drawn.clear();
    Value::List all;
    for (const auto& stroke : strokes) {
      Value::List line;
      for (const ImVec2& one : stroke) {
        line.push_back(Value(static_cast<double>(one.x)));
        line.push_back(Value(static_cast<double>(one.y)));
      }
      all.push_back(Value(std::move(line)));
    }
    pen.memory.tell({{"do", "sign"},
                     {"slug", component.slug},
                     {"strokes", Value(std::move(all))},
                     {"width", static_cast<double>(at.w)},
                     {"height", static_cast<double>(at.h)}});
  }
  for (const auto& stroke : strokes) {
    std::vector<ImVec2> line;
    for (const ImVec2& one : stroke) line.push_back({at.x + one.x, at.y + one.y});
    const int count = static_cast<int>(line.size());
    pen.list()->AddPolyline(line.data(), count, pen.shade(colours.ink), 0, 2.6F);
  }
  if (strokes.empty()) {
    pen.write(word(pen, "signHere"), {14, Weight::regular, colours.muted}, rect.x, rect.y + 146,
              rect.w, Align::centre);
  }
  pen.y += rect.h + 10;
  if (!strokes.empty() &&
      paint_button(pen, {component.id + "/clear", word(pen, "clear"), Look::small})) {
    strokes.clear();
    pen.memory.tell({{"do", "unsign"}, {"slug", component.slug}});
  }
  if (!strokes.empty()) pen.y += 10;
}

}  // namespace

void paint_file_line(Pen& pen, const Value& file, Colour ink) {
  const Colours& colours = pen.colours;
  const float top = pen.y, left = pen.x + 56, room = pen.width - 56;
  const std::string picture = part_of(file, "picture");
  if (picture.empty()) {
    pen.fill({pen.x, top, 44, 44}, with_opacity(ink, 0.08F), 8);
    draw_icon(pen, Icon::file, pen.x + 11, top + 11, 22, ink);
  } else {
    pen.picture(picture, {pen.x, top, 44, 44}, 8);
  }
  float down = top;
  down += pen.write(part_of(file, "name"), {15, Weight::semibold, ink, 1.45F}, left, down, room);
  const std::string stood = part_of(file, "stood"), tone = part_of(file, "tone");
  const Colour quiet = ink == colours.ink ? colours.muted : ink;
  const Colour said = tone == "good" ? colours.good : tone == "bad" ? colours.bad : quiet;
  down += pen.write(part_of(file, "size"), {14, Weight::regular, quiet}, left, down, room);
  if (!stood.empty()) {
    down +=
        pen.write(stood, {14, Weight::regular, ink == colours.ink ? said : ink}, left, down, room);
  }
  if (const Value* part = file.find("part")) {
    const float sent = static_cast<float>(part->number());
    pen.fill({left, down + 4, room, 4}, with_opacity(ink, 0.15F), 2);
    pen.fill({left, down + 4, room * sent, 4}, colours.accent, 2);
    down += 10;
  }
  pen.y = std::max(down, top + 44);
}

void paint_file(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    if (component.input == InputAppearance::signature) {
      paint_signature(pen, component);
      return;
    }
    paint_picker(pen, component);
    paint_files(pen, component);
  });
}

}  // namespace tundish::painter
