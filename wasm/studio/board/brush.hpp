#pragma once

#include <string_view>
#include <vector>

#include "board/boxes.hpp"
#include "board/palette.hpp"
#include "painter_imgui/fonts.hpp"

namespace tundish::studio::board {

/// How the plane lies on the screen: pixels of the screen of a point, and where the origin is.
struct Scale {
  float by = 1;
  float x = 0, y = 0;
};

struct Writing {
  float size = 13;
  painter::Weight weight = painter::Weight::regular;
  Colour colour = 0;
};

/// Draws in points of a plane, on whole pixels where edges must be crisp.
class Brush {
 public:
  /// `letters` is the scale that letters are made for: while somebody zooms they are those of
  /// before.
  Brush(ImDrawList& list, painter::FontBook& fonts, Scale scale, float letters);

  /// Of all that follows: 1 is opaque.
  float presence = 1;

  ImVec2 at(Point point) const {
    return {point.x * scale_.by + scale_.x, point.y * scale_.by + scale_.y};
  }
  /// So many pixels of the screen.
  float pixels(float length) const { return length * scale_.by; }
  float scale() const { return scale_.by; }

  void fill(const Box& box, Colour colour, float radius = 0, int corners = 0xf0);
  void outline(const Box& box, Colour colour, float radius, float thickness = 1);
  /// What floats has a soft shadow.
  void shadow(const Box& box, float radius);
  void disc(Point centre, float radius, Colour colour);
  void ring(Point centre, float radius, Colour colour, float thickness);
  void line(Point from, Point to, Colour colour, float thickness);
  /// Through the points; `thickness` in points.
  void path(const std::vector<Point>& points, Colour colour, float thickness);
  /// The same in dashes, as far as it lies in the box.
  void dashes(const std::vector<Point>& points, Colour colour, float thickness, const Box& seen);
  void triangle(Point a, Point b, Point c, Colour colour);
  /// A square of so many pixels of the screen round a point.
  void dot(Point centre, float side, Colour colour);
  /// A line along or across, so many pixels of the screen thick, on whole ones.
  void hairline(Point from, Point to, Colour colour, float thickness);
  /// A box without soft edges, on whole pixels: the cheapest that there is.
  void block(const Box& box, Colour colour);
  /// In a square with that corner.
  void sign(Sign sign, Point corner, float size, Colour colour, float thickness = 1.7F);

  /// Writes in one line round a height, cut with three dots where there is no room; how wide it is.
  float write(std::string_view text, const Writing& writing, Point start, float room);
  /// So that the text ends at the point.
  void write_back(std::string_view text, const Writing& writing, Point end, float room);
  void write_centred(std::string_view text, const Writing& writing, Point middle, float room);
  float width_of(std::string_view text, const Writing& writing);
  /// In lines that are no wider than there is room, from the top; how many there were.
  int write_lines(std::string_view text, const Writing& writing, Point corner, Size room);

 private:
  struct Letters {
    ImFont* font;
    float size;  ///< of a line, in pixels of the screen
  };

  Letters letters_of(const Writing& writing);
  Colour shade(Colour colour) const;
  ImVec2 whole(Point point) const;
  /// How much of the text has room, in pixels; whether all of it has.
  std::string_view fitting(std::string_view text, const Letters& letters, float room, float& width,
                           bool& is_cut) const;

  ImDrawList& list_;
  painter::FontBook& fonts_;
  Scale scale_;
  float letters_;
};

}  // namespace tundish::studio::board
