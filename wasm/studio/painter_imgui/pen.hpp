#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "painter_imgui/fonts.hpp"
#include "painter_imgui/scene.hpp"
#include "painter_imgui/spots.hpp"

namespace tundish::painter {

/// How a text is set. `line` is the height of a line in ems.
struct Type {
  int size = 16;
  Weight weight = Weight::regular;
  Colour colour = 0;
  float line = 1.5F;
  bool is_slanted = false;
};

enum class Align { start, centre, end };

/// A text broken into lines that are no wider than asked for.
struct Lines {
  std::vector<std::string_view> lines;
  float width = 0, height = 0;
};

/// What every part of the painter draws with. Lengths are those of CSS; `x` counts from where
/// reading begins, so that nothing but the pen knows which side that is.
class Pen {
 public:
  Pen(const Scene& scene, Memory& memory, FontBook& fonts, float width);

  const Scene& scene;
  const Colours& colours;
  Memory& memory;

  /// The column that is painted in, and how far down it is painted.
  float x = 0, width = 0, y = 0;
  /// Of the whole, to mirror in.
  float outer = 0;
  /// The layer asks one question: it is set larger.
  bool asks_one = false;
  /// 0 to 1: what has not wholly come yet is transparent, and aside.
  float presence = 1;

  bool is_narrow() const { return outer <= 520; }

  Lines break_lines(std::string_view text, const Type& type, float within) const;
  /// Writes at a place; the height that it took.
  float write(std::string_view text, const Type& type, float at_x, float at_y, float within,
              Align align = Align::start);
  /// Writes in the column and goes below it.
  void write_below(std::string_view text, const Type& type);

  void fill(const Rect& rect, Colour colour, float radius = 0);
  void outline(const Rect& rect, Colour colour, float radius, float thickness = 1.5F);
  void disc(float centre_x, float centre_y, float radius, Colour colour);
  /// Covers the rectangle, cutting what is too much. Where the picture is not there: grey, with
  /// words that say what it shows.
  void picture(const std::string& address, const Rect& rect, float radius,
               std::string_view alt = {});
  const Picture* find_picture(const std::string& address) const;
  /// Points of a 24 by 24 drawing in a square; `flips`: it points in the direction of reading.
  void stroke(const std::vector<ImVec2>& points, const Rect& square, Colour colour, float thickness,
              bool is_closed = false, bool flips = false);

  /// Something that can be pressed: whether it was.
  Touch touch(Spot spot);
  /// The ring around what has the focus by keyboard.
  void ring(const Rect& rect, float radius);

  void clip(const Rect& rect);
  void unclip();

  /// Where it really is.
  Rect placed(Rect rect) const;
  ImVec2 origin() const { return origin_; }
  ImDrawList* list() const { return list_; }
  Colour shade(Colour colour) const;

 private:
  ImFont* font(const Type& type) const { return fonts_.find(type.weight, type.size); }

  FontBook& fonts_;
  ImDrawList* list_;
  ImVec2 origin_;
};

/// Between two colours: 0 is the first.
Colour mix(Colour first, Colour second, float part);
Colour with_opacity(Colour colour, float opacity);

}  // namespace tundish::painter
