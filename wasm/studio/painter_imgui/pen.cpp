#include "painter_imgui/pen.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "imgui_internal.h"

namespace tundish::painter {

namespace {

ImVec2 corner(const Rect& rect) { return {rect.x, rect.y}; }
ImVec2 far_corner(const Rect& rect) { return {rect.x + rect.w, rect.y + rect.h}; }

unsigned channel(Colour colour, unsigned shift) { return colour >> shift & 0xffU; }

}  // namespace

Colour mix(Colour first, Colour second, float part) {
  Colour mixed = 0;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    const float from = static_cast<float>(channel(first, shift));
    const float to = static_cast<float>(channel(second, shift));
    mixed |= static_cast<Colour>(from + (to - from) * part + 0.5F) << shift;
  }
  return mixed;
}

Colour with_opacity(Colour colour, float opacity) {
  const float alpha = static_cast<float>(channel(colour, 24)) * opacity;
  return (colour & 0xffffffU) | static_cast<Colour>(alpha + 0.5F) << 24U;
}

Pen::Pen(const Scene& shown, Memory& kept, FontBook& fonts, float all)
    : scene(shown),
      colours(shown.colours),
      memory(kept),
      width(all),
      outer(all),
      fonts_(fonts),
      list_(ImGui::GetWindowDrawList()),
      origin_(ImGui::GetCursorScreenPos()) {
  // The soft edge of shapes is a pixel of the screen, not one of ours.
  const float density = std::max(ImGui::GetIO().DisplayFramebufferScale.x, 0.5F);
  list_->_FringeScale = 1 / density;
}

Rect Pen::placed(Rect rect) const {
  if (scene.is_rtl) rect.x = outer - rect.x - rect.w;
  return {rect.x + origin_.x, rect.y + origin_.y, rect.w, rect.h};
}

Colour Pen::shade(Colour colour) const {
  return presence >= 1 ? colour : with_opacity(colour, presence);
}

Lines Pen::break_lines(std::string_view text, const Type& type, float within) const {
  fonts_.want(text);
  const ImFont* letters = font(type);
  const float size = static_cast<float>(type.size) * FontBook::kLine;
  const float scale = size / letters->FontSize;
  const auto length = [&](const char* from, const char* to) {
    return letters->CalcTextSizeA(size, FLT_MAX, -1, from, to).x;
  };
  Lines broken;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    const char* line_end = std::find(at, end, '\n');
    const char* stop = line_end;
    if (length(at, line_end) > within) {
      stop = letters->CalcWordWrapPositionA(scale, at, line_end, within);
      // A word without end is broken where there is room no more; one letter stands on any line.
      if (stop == at) {
        ++stop;
        while (stop < line_end && (static_cast<unsigned char>(*stop) & 0xc0U) == 0x80U) ++stop;
      }
    }
    broken.lines.emplace_back(at, static_cast<std::size_t>(stop - at));
    broken.width = std::max(broken.width, length(at, stop));
    at = stop == line_end ? stop + (stop < end ? 1 : 0) : stop;
    if (stop != line_end) {
      while (at < end && *at == ' ') ++at;
    }
  }
  broken.height =
      static_cast<float>(broken.lines.size()) * static_cast<float>(type.size) * type.line;
  return broken;
}

float Pen::write(std::string_view text, const Type& type, float at_x, float at_y, float within,
                 Align align) {
  const Lines broken = break_lines(text, type, within);
  const ImFont* letters = font(type);
  const float size = static_cast<float>(type.size) * FontBook::kLine;
  const float step = static_cast<float>(type.size) * type.line;
  float down = at_y + (step - size) / 2;
  for (const std::string_view line : broken.lines) {
    const char* end = line.data() + line.size();
    const float length = letters->CalcTextSizeA(size, FLT_MAX, -1, line.data(), end).x;
    const float aside = align == Align::start    ? 0
                        : align == Align::centre ? (within - length) / 2
                                                 : within - length;
    const Rect rect = placed({at_x + aside, down, length, size});
    const int before = list_->VtxBuffer.Size;
    list_->AddText(letters, size, corner(rect), shade(type.colour), line.data(), end);
    // There are no italic letters: the upright ones lean over their line, as browsers have it.
    for (int i = before; type.is_slanted && i < list_->VtxBuffer.Size; ++i) {
      ImVec2& at = list_->VtxBuffer[i].pos;
      at.x += (rect.y + size * 0.8F - at.y) * 0.2F;
    }
    down += step;
  }
  return broken.height;
}

void Pen::write_below(std::string_view text, const Type& type) {
  y += write(text, type, x, y, width);
}

void Pen::fill(const Rect& rect, Colour colour, float radius) {
  const Rect at = placed(rect);
  list_->AddRectFilled(corner(at), far_corner(at), shade(colour), radius);
}

void Pen::outline(const Rect& rect, Colour colour, float radius, float thickness) {
  const Rect at = placed(rect);
  const float half = thickness / 2;
  // Dear ImGui draws half a pixel inside of what it is told.
  list_->AddRect({at.x + half - 0.5F, at.y + half - 0.5F},
                 {at.x + at.w - half + 0.5F, at.y + at.h - half + 0.5F}, shade(colour),
                 std::max(radius - half, 0.0F), 0, thickness);
}

void Pen::disc(float centre_x, float centre_y, float radius, Colour colour) {
  const Rect at = placed({centre_x - radius, centre_y - radius, 2 * radius, 2 * radius});
  list_->AddCircleFilled({at.x + radius, at.y + radius}, radius, shade(colour));
}

const Picture* Pen::find_picture(const std::string& address) const {
  for (const Picture& one : scene.pictures) {
    if (one.address == address) return &one;
  }
  return nullptr;
}

void Pen::picture(const std::string& address, const Rect& rect, float radius,
                  std::string_view alt) {
  const Picture* found = find_picture(address);
  fill(rect, colours.surface, radius);
  if (!found || found->texture == 0 || found->width <= 0 || found->height <= 0) {
    const Type type{14, Weight::regular, colours.muted};
    const float room = rect.w - 24;
    const float words = break_lines(alt, type, room).height;
    write(alt, type, rect.x + 12, rect.y + (rect.h - words) / 2, room);
    return;
  }
  const float wide = found->width / found->height, asked = rect.w / rect.h;
  ImVec2 from{0, 0}, to{1, 1};
  if (wide > asked) {
    const float cut = (1 - asked / wide) / 2;
    from.x = cut;
    to.x = 1 - cut;
  } else {
    const float cut = (1 - wide / asked) / 2;
    from.y = cut;
    to.y = 1 - cut;
  }
  const Rect at = placed(rect);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): what Dear ImGui calls a texture
  list_->AddImageRounded(reinterpret_cast<ImTextureID>(found->texture), corner(at), far_corner(at),
                         from, to, shade(0xffffffffU), radius);
}

void Pen::stroke(const std::vector<ImVec2>& points, const Rect& square, Colour colour,
                 float thickness, bool is_closed, bool flips) {
  const Rect at = placed(square);
  const float scale = at.w / 24;
  list_->PathClear();
  for (const ImVec2& point : points) {
    const float across = flips && scene.is_rtl ? 24 - point.x : point.x;
    list_->PathLineTo({at.x + across * scale, at.y + point.y * scale});
  }
  const ImVec2 first = list_->_Path.front(), last = list_->_Path.back();
  list_->PathStroke(shade(colour), is_closed ? ImDrawFlags_Closed : 0, thickness * scale);
  if (is_closed) return;
  for (const ImVec2& end : {first, last}) {
    list_->AddCircleFilled(end, thickness * scale / 2, shade(colour), 10);
  }
}

Touch Pen::touch(Spot spot) {
  const Rect at = placed(spot.rect);
  Touch touch;
  ImGui::SetCursorScreenPos(corner(at));
  if (spot.is_shut) {
    ImGui::Dummy({at.w, at.h});
  } else {
    const bool was_pressed = ImGui::InvisibleButton(spot.id.c_str(), {at.w, at.h});
    touch.is_tapped = was_pressed || memory.activated == spot.id;
    touch.is_held = ImGui::IsItemActive();
    touch.is_hovered = ImGui::IsItemHovered();
    if (ImGui::IsItemActivated()) {
      memory.focus = spot.id;
      memory.by_keys = false;
    }
    if (memory.activated == spot.id) memory.activated.clear();
    if (touch.is_hovered) memory.cursor = spot.kind == "text" ? "text" : "pointer";
  }
  touch.has_focus = memory.focus == spot.id;
  spot.rect = {at.x - origin_.x, at.y - origin_.y, at.w, at.h};
  memory.spots.push_back(std::move(spot));
  return touch;
}

void Pen::ring(const Rect& rect, float radius) {
  if (!memory.by_keys) return;
  const Rect around{rect.x - 5, rect.y - 5, rect.w + 10, rect.h + 10};
  outline(around, colours.accent, radius + 5, 3);
}

void Pen::clip(const Rect& rect) {
  const Rect at = placed(rect);
  ImGui::PushClipRect(corner(at), far_corner(at), true);
}

void Pen::unclip() { ImGui::PopClipRect(); }

}  // namespace tundish::painter
