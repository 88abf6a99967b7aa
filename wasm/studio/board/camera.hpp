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
  /// Has the box in view, no larger than life.
  void glide_to(const Box& box, float room, double now, bool is_calm);
  /// Has the box in view with the zoom that there is.
  void glide_into_view(const Box& box, double now, bool is_calm);

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
