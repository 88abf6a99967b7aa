#include "board/brush.hpp"

#include <algorithm>
#include <cmath>

#include "board/signs.hpp"
#include "painter_imgui/pen.hpp"

namespace tundish::studio::board {
namespace {

constexpr std::string_view kDots = "…";
/// Letters larger than this are drawn from these.
constexpr int kLargest = 96;
constexpr int kSmallest = 6;

float advance(const ImFont& font, unsigned character) {
  return font.GetCharAdvance(static_cast<ImWchar>(character));
}

}  // namespace

Brush::Brush(ImDrawList& list, painter::FontBook& fonts, Scale scale, float letters)
    : list_(list), fonts_(fonts), scale_(scale), letters_(letters) {}

Colour Brush::shade(Colour colour) const {
  return presence >= 1 ? colour : painter::with_opacity(colour, presence);
}

ImVec2 Brush::whole(Point point) const {
  const ImVec2 place = at(point);
  return {std::floor(place.x + 0.5F), std::floor(place.y + 0.5F)};
}

void Brush::fill(const Box& box, Colour colour, float radius, int corners) {
  list_.AddRectFilled(whole({box.left, box.top}), whole({box.right, box.bottom}), shade(colour),
                      pixels(radius), corners);
}

void Brush::outline(const Box& box, Colour colour, float radius, float thickness) {
  const float thick = std::max(1.0F, std::floor(thickness + 0.5F));
  ImVec2 from = whole({box.left, box.top}), to = whole({box.right, box.bottom});
  const float half = thick / 2 - 0.5F;
  from.x += half;
  from.y += half;
  to.x -= half;
  to.y -= half;
  list_.AddRect(from, to, shade(colour), pixels(radius), 0, thick);
}

void Brush::shadow(const Box& box, float radius) {
  for (int step = 7; step > 0; --step) {
    const float by = static_cast<float>(step * step) * 0.4F;
    Box soft = box.grown(by);
    soft.top += 4;
    soft.bottom += 4;
    fill(soft, painter::with_opacity(painter::rgb(0, 0, 0), 0.016F), radius + by);
  }
}

void Brush::disc(Point centre, float radius, Colour colour) {
  list_.AddCircleFilled(at(centre), pixels(radius), shade(colour));
}

void Brush::ring(Point centre, float radius, Colour colour, float thickness) {
  list_.AddCircle(at(centre), pixels(radius), shade(colour), 0, pixels(thickness));
}

void Brush::line(Point from, Point to, Colour colour, float thickness) {
  list_.AddLine(at(from), at(to), shade(colour), thickness);
}

void Brush::path(const std::vector<Point>& points, Colour colour, float thickness) {
  list_.PathClear();
  for (const Point& point : points) list_.PathLineTo(at(point));
  list_.PathStroke(shade(colour), 0, std::max(pixels(thickness), 1.0F));
}

void Brush::dashes(const std::vector<Point>& points, Colour colour, float thickness,
                   const Box& seen) {
  const float on = 7, off = 5;
  float left = on;
  bool is_on = true;
  const float thick = std::max(pixels(thickness), 1.0F);
  list_.PathClear();
  list_.PathLineTo(at(points.front()));
  const auto end_dash = [&] {
    if (is_on && list_._Path.Size > 1) list_.PathStroke(shade(colour), 0, thick);
    list_.PathClear();
  };
  for (std::size_t next = 1; next < points.size(); ++next) {
    Point from = points[next - 1];
    const Point to = points[next];
    Box area{from.x, from.y, from.x, from.y};
    area.add(to);
    float whole = std::hypot(to.x - from.x, to.y - from.y);
    if (!area.grown(2).meets(seen)) {
      end_dash();
      is_on = true;
      left = on;
      list_.PathLineTo(at(to));
      continue;
    }
    while (whole > left) {
      from = {from.x + (to.x - from.x) * left / whole, from.y + (to.y - from.y) * left / whole};
      whole -= left;
      const bool is_seen = seen.grown(20).holds(from);
      if (is_on && is_seen) list_.PathLineTo(at(from));
      end_dash();
      is_on = !is_on;
      left = is_on ? on : off;
      if (is_on) list_.PathLineTo(at(from));
    }
    left -= whole;
    if (is_on) list_.PathLineTo(at(to));
  }
  end_dash();
}

void Brush::triangle(Point a, Point b, Point c, Colour colour) {
  list_.AddTriangleFilled(at(a), at(b), at(c), shade(colour));
}

void Brush::dot(Point centre, float side, Colour colour) {
  const ImVec2 middle = at(centre);
  const float whole_side = std::max(1.0F, std::floor(side + 0.5F));
  const ImVec2 corner{std::floor(middle.x - whole_side / 2 + 0.5F),
                      std::floor(middle.y - whole_side / 2 + 0.5F)};
  list_.PrimReserve(6, 4);
  list_.PrimRect(corner, {corner.x + whole_side, corner.y + whole_side}, shade(colour));
}

void Brush::hairline(Point from, Point to, Colour colour, float thickness) {
  const float thick = std::max(1.0F, std::floor(thickness + 0.5F));
  const ImVec2 a = whole({std::min(from.x, to.x), std::min(from.y, to.y)});
  const ImVec2 b = whole({std::max(from.x, to.x), std::max(from.y, to.y)});
  list_.PrimReserve(6, 4);
  list_.PrimRect(a, {std::max(b.x, a.x + thick), std::max(b.y, a.y + thick)}, shade(colour));
}

void Brush::block(const Box& box, Colour colour) {
  const ImVec2 a = whole({box.left, box.top}), b = whole({box.right, box.bottom});
  list_.PrimReserve(6, 4);
  list_.PrimRect(a, {std::max(b.x, a.x + 1), std::max(b.y, a.y + 1)}, shade(colour));
}

void Brush::sign(Sign sign, Point corner, float size, Colour colour, float thickness) {
  const ImVec2 from = whole(corner);
  const float by = pixels(size) / 24;
  for (const Stroke& stroke : strokes_of(sign)) {
    list_.PathClear();
    for (const ImVec2& point : stroke.points)
      list_.PathLineTo({from.x + point.x * by, from.y + point.y * by});
    if (stroke.is_filled) {
      list_.PathFillConvex(shade(colour));
    } else {
      list_.PathStroke(shade(colour), stroke.is_closed ? ImDrawFlags_Closed : 0,
                       std::max(thickness * by, 1.0F));
    }
  }
}

Brush::Letters Brush::letters_of(const Writing& writing) {
  const int made =
      std::clamp(static_cast<int>(std::lround(writing.size * letters_)), kSmallest, kLargest);
  ImFont* font = fonts_.find(writing.weight, made);
  const float size = std::abs(letters_ - scale_.by) < 1e-4F && made < kLargest
                         ? static_cast<float>(made)
                         : writing.size * scale_.by;
  return {font, size * painter::FontBook::kLine};
}

std::string_view Brush::fitting(std::string_view text, const Letters& letters, float room,
                                float& width, bool& is_cut) const {
  const float by = letters.size / letters.font->FontSize;
  const float dots = advance(*letters.font, 0x2026) * by;
  std::size_t kept = 0;
  float kept_width = 0;
  width = 0;
  is_cut = false;
  for (std::size_t at = 0; at < text.size();) {
    width += advance(*letters.font, painter::next_character(text, at)) * by;
    if (width > room) {
      is_cut = true;
      width = kept_width;
      while (kept > 0 && text[kept - 1] == ' ') --kept;
      return text.substr(0, kept);
    }
    if (width + dots <= room) {
      kept = at;
      kept_width = width;
    }
  }
  return text;
}

float Brush::width_of(std::string_view text, const Writing& writing) {
  const Letters letters = letters_of(writing);
  float width = 0;
  bool is_cut = false;
  fitting(text, letters, 1e9F, width, is_cut);
  return width / scale_.by;
}

float Brush::write(std::string_view text, const Writing& writing, Point start, float room) {
  const Letters letters = letters_of(writing);
  fonts_.want(text);
  fonts_.want(kDots);
  float width = 0;
  bool is_cut = false;
  const std::string_view shown = fitting(text, letters, pixels(room), width, is_cut);
  const ImVec2 place = at(start);
  const ImVec2 corner{place.x, std::floor(place.y - letters.size / 2 + 0.5F)};
  const Colour colour = shade(writing.colour);
  list_.AddText(letters.font, letters.size, corner, colour, shown.data(),
                shown.data() + shown.size());
  if (is_cut)
    list_.AddText(letters.font, letters.size, {corner.x + width, corner.y}, colour, kDots.data(),
                  kDots.data() + kDots.size());
  return width / scale_.by;
}

void Brush::write_back(std::string_view text, const Writing& writing, Point end, float room) {
  const float width = std::min(width_of(text, writing), room);
  write(text, writing, {end.x - width, end.y}, width + 0.5F);
}

void Brush::write_centred(std::string_view text, const Writing& writing, Point middle, float room) {
  const float width = std::min(width_of(text, writing), room);
  write(text, writing, {middle.x - width / 2, middle.y}, width + 0.5F);
}

int Brush::write_lines(std::string_view text, const Writing& writing, Point corner, Size room) {
  const float step = writing.size * 1.4F;
  const int most = std::max(1, static_cast<int>(room.height / step));
  const Letters letters = letters_of(writing);
  fonts_.want(text);
  int lines = 0;
  float y = corner.y + step / 2;
  while (!text.empty() && lines < most) {
    const std::size_t break_at = text.find('\n');
    std::string_view line = text.substr(0, break_at);
    const float by = letters.size / letters.font->FontSize;
    const char* stop = letters.font->CalcWordWrapPositionA(
        by, line.data(), line.data() + line.size(), pixels(room.width));
    std::size_t length = static_cast<std::size_t>(stop - line.data());
    const bool is_last = ++lines == most;
    if (length == 0 || is_last) length = line.size();
    write(line.substr(0, length), writing, {corner.x, y}, room.width);
    y += step;
    text.remove_prefix(length);
    while (length < line.size() && !text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (length == line.size() && !text.empty()) text.remove_prefix(1);
  }
  return lines;
}

}  // namespace tundish::studio::board
