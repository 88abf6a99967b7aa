#pragma once

#include "board/boxes.hpp"

namespace tundish::studio::board {

/// What of the plane is seen: zoom and where the plane's origin is, in pixels of CSS.
class Camera {
 public:
  static constexpr float kLeast = 0.1F, kMost = 4;

  float zoom = 1;
  Point origin{40, 40};
  Size view{800, 600};

  Point plane(Point screen) const;
  Point screen(Point plane) const;
  /// What is seen of the plane.
  Box seen() const;

  void pan(float x, float y);
  /// Round a place of the screen, which stays where it is.
  void zoom_at(Point screen, float factor);
  /// The same with a soft landing, where things may move.
  void glide_zoom(Point screen, float zoom, double now, bool is_calm);
  /// How the plane is seen.
  struct Sight {
    float zoom = 1;
    Point origin;
    Box screen(const Box& plane) const;
  };
  /// The box in the middle of an area of the screen, no larger than life.
  static Sight fitted(const Box& box, const Box& area);
  void glide_to(const Sight& sight, double now, bool is_calm);
  /// Has the box in view with the zoom that there is, beside or above what covers a part of the
  /// screen.
  void glide_into_view(const Box& box, const Box& cover, double now, bool is_calm);

  /// One step of what moves; whether it goes on.
  bool step(double now);
  bool is_gliding() const { return began_ >= 0; }
  void stop() { began_ = -1; }

 private:
  void glide(float zoom, Point origin, double now, bool is_calm);

  double began_ = -1;
  float from_zoom_ = 1, to_zoom_ = 1;
  Point from_, to_;
};

}  // namespace tundish::studio::board
