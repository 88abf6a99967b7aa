#include "painter_imgui/icons.hpp"

#include <cmath>

namespace tundish::painter {

namespace {

using Points = std::vector<ImVec2>;

constexpr float kPi = 3.14159265F;

Points round(float x, float y, float radius, float from = 0, float to = 2 * kPi) {
  Points points;
  const int steps = 28;
  for (int i = 0; i <= steps; ++i) {
    const float angle = from + (to - from) * static_cast<float>(i) / static_cast<float>(steps);
    points.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
  }
  return points;
}

const Points kStar = {{12, 3.6F},  {14.6F, 8.9F}, {20.4F, 9.7F}, {16.2F, 13.8F}, {17.2F, 19.6F},
                      {12, 16.9F}, {6.8F, 19.6F}, {7.8F, 13.8F}, {3.6F, 9.7F},   {9.4F, 8.9F}};
const Points kThumb = {{7, 10.5F},    {11, 3.5F},     {12.6F, 4.1F},  {13.3F, 5.5F}, {13.2F, 7},
                       {12.7F, 9.5F}, {18.1F, 9.5F},  {19.5F, 10.2F}, {20, 11.8F},   {18.8F, 17.8F},
                       {18.2F, 19},   {16.8F, 19.5F}, {7, 19.5F}};

Points turned(Points points) {
  for (ImVec2& point : points) point = {24 - point.x, 24 - point.y};
  return points;
}

/// The strokes of a drawing.
std::vector<Points> strokes_of(Icon icon) {
  switch (icon) {
    case Icon::alert:
      return {round(12, 12, 9), {{12, 7.5F}, {12, 13}}, {{12, 16.4F}, {12, 16.5F}}};
    case Icon::check:
      return {{{5, 12.5F}, {9.6F, 17.1F}, {19, 7.6F}}};
    case Icon::back:
      return {{{19, 12}, {5, 12}}, {{11, 6}, {5, 12}, {11, 18}}};
    case Icon::close:
      return {{{6, 6}, {18, 18}}, {{18, 6}, {6, 18}}};
    case Icon::plus:
      return {{{12, 5}, {12, 19}}, {{5, 12}, {19, 12}}};
    case Icon::minus:
      return {{{5, 12}, {19, 12}}};
    case Icon::star:
      return {kStar};
    case Icon::send:
      return {{{12, 19}, {12, 5}}, {{5.5F, 11.5F}, {12, 5}, {18.5F, 11.5F}}};
    case Icon::pencil:
      return {{{5, 19}, {6, 15}, {16.5F, 4.5F}, {19.5F, 7.5F}, {9, 18}, {5, 19}},
              {{14.5F, 6.5F}, {17.5F, 9.5F}}};
    case Icon::up:
      return {{{6, 14.5F}, {12, 8.5F}, {18, 14.5F}}};
    case Icon::down:
      return {{{6, 9.5F}, {12, 15.5F}, {18, 9.5F}}};
    case Icon::like:
      return {kThumb, {{7, 10.5F}, {7, 19.5F}, {4.5F, 19.5F}, {4.5F, 10.5F}, {7, 10.5F}}};
    case Icon::dislike:
      return {turned(kThumb),
              turned({{7, 10.5F}, {7, 19.5F}, {4.5F, 19.5F}, {4.5F, 10.5F}, {7, 10.5F}})};
    case Icon::clip:
      return {{{20, 11.5F},
               {11.8F, 19.7F},
               {9.4F, 21},
               {6.6F, 20.6F},
               {4.2F, 18.2F},
               {3.6F, 15.4F},
               {4.7F, 12.6F},
               {13.3F, 4.1F},
               {15, 3.4F},
               {17, 3.8F},
               {18.4F, 5.2F},
               {18.8F, 7.2F},
               {18.1F, 8.9F},
               {9.5F, 17.4F},
               {8.3F, 17.8F},
               {7, 17},
               {6.8F, 15.9F},
               {7.1F, 15},
               {15, 7.2F}}};
    case Icon::upload:
      return {
          {{12, 15.5F}, {12, 4.5F}},
          {{7.4F, 9.1F}, {12, 4.5F}, {16.6F, 9.1F}},
          {{4.5F, 15.5F}, {4.5F, 18}, {6.2F, 19.7F}, {17.8F, 19.7F}, {19.5F, 18}, {19.5F, 15.5F}}};
    case Icon::camera:
      return {{{4, 8.5F},
               {5.8F, 6.7F},
               {8.1F, 6.7F},
               {9.5F, 4.5F},
               {14.5F, 4.5F},
               {15.9F, 6.7F},
               {18.2F, 6.7F},
               {20, 8.5F},
               {20, 17.2F},
               {18.2F, 19},
               {5.8F, 19},
               {4, 17.2F},
               {4, 8.5F}},
              round(12, 12.6F, 3.4F)};
    case Icon::place:
      return {{{12, 21},
               {15.6F, 17.2F},
               {18, 13},
               {18.5F, 10},
               {17.4F, 6.4F},
               {14.6F, 4.1F},
               {12, 3.5F},
               {9.4F, 4.1F},
               {6.6F, 6.4F},
               {5.5F, 10},
               {6, 13},
               {8.4F, 17.2F},
               {12, 21}},
              round(12, 10, 2.4F)};
    case Icon::chat:
      return {{{4.5F, 6.5F},
               {6.5F, 4.5F},
               {17.5F, 4.5F},
               {19.5F, 6.5F},
               {19.5F, 14.5F},
               {17.5F, 16.5F},
               {11, 16.5F},
               {6.5F, 20},
               {6.5F, 16.5F},
               {4.5F, 14.5F},
               {4.5F, 6.5F}}};
    case Icon::file:
      return {{{13.5F, 3.5F},
               {7.5F, 3.5F},
               {5.5F, 5.5F},
               {5.5F, 18.5F},
               {7.5F, 20.5F},
               {16.5F, 20.5F},
               {18.5F, 18.5F},
               {18.5F, 8.5F},
               {13.5F, 3.5F},
               {13.5F, 8.5F},
               {18.5F, 8.5F}}};
  }
  return {};
}

}  // namespace

void draw_icon(Pen& pen, Icon icon, float x, float y, float size, Colour colour, float thickness) {
  for (const Points& points : strokes_of(icon)) {
    const bool is_closed = icon == Icon::star;
    pen.stroke(points, {x, y, size, size}, colour, thickness, is_closed, icon == Icon::back);
  }
}

void fill_star(Pen& pen, float x, float y, float size, Colour colour) {
  const Rect at = pen.placed({x, y, size, size});
  const float scale = at.w / 24;
  // A star is a pentagon with a triangle on each side: nothing concave is left.
  const auto point = [&](std::size_t index) {
    const ImVec2& one = kStar[index % kStar.size()];
    return ImVec2(at.x + one.x * scale, at.y + one.y * scale);
  };
  ImDrawList& list = *pen.list();
  for (std::size_t tip = 0; tip < kStar.size(); tip += 2) {
    list.AddTriangleFilled(point(tip), point(tip + 1), point(tip + 9), pen.shade(colour));
  }
  for (std::size_t inner = 1; inner < kStar.size(); inner += 2) list.PathLineTo(point(inner));
  list.PathFillConvex(pen.shade(colour));
  draw_icon(pen, Icon::star, x, y, size, colour);
}

}  // namespace tundish::painter
