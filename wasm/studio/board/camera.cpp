#include "board/camera.hpp"

#include <algorithm>
#include <cmath>

namespace tundish::studio::board {
namespace {

constexpr double kGlide = 0.2;

float bounded(float zoom) { return std::clamp(zoom, Camera::kLeast, Camera::kMost); }

}  // namespace

Point Camera::plane(Point screen) const {
  return {(screen.x - origin.x) / zoom, (screen.y - origin.y) / zoom};
}

Point Camera::screen(Point plane) const {
  return {plane.x * zoom + origin.x, plane.y * zoom + origin.y};
}

Box Camera::seen() const {
  const Point from = plane({0, 0}), to = plane({view.width, view.height});
  return {from.x, from.y, to.x, to.y};
}

void Camera::pan(float x, float y) {
  stop();
  origin = {origin.x + x, origin.y + y};
}

void Camera::zoom_at(Point screen, float factor) {
  stop();
  const Point fixed = plane(screen);
  zoom = bounded(zoom * factor);
  origin = {screen.x - fixed.x * zoom, screen.y - fixed.y * zoom};
}

void Camera::glide(float wanted, Point place, double now, bool is_calm) {
  if (is_calm) {
    stop();
    zoom = wanted;
    origin = place;
    return;
  }
  began_ = now;
  from_zoom_ = zoom;
  to_zoom_ = wanted;
  from_ = origin;
  to_ = place;
}

void Camera::glide_zoom(Point screen, float wanted, double now, bool is_calm) {
  wanted = bounded(wanted);
  const Point fixed = plane(screen);
  glide(wanted, {screen.x - fixed.x * wanted, screen.y - fixed.y * wanted}, now, is_calm);
}

Box Camera::Sight::screen(const Box& plane) const {
  return {plane.left * zoom + origin.x, plane.top * zoom + origin.y, plane.right * zoom + origin.x,
          plane.bottom * zoom + origin.y};
}

Camera::Sight Camera::fitted(const Box& box, const Box& area) {
  const float width = std::max(box.right - box.left, 1.0F);
  const float height = std::max(box.bottom - box.top, 1.0F);
  const float wide = std::max(area.right - area.left, 40.0F);
  const float high = std::max(area.bottom - area.top, 40.0F);
  const float zoom = bounded(std::min({wide / width, high / height, 1.0F}));
  return {zoom,
          {(area.left + area.right) / 2 - (box.left + width / 2) * zoom,
           (area.top + area.bottom) / 2 - (box.top + height / 2) * zoom}};
}

void Camera::glide_to(const Sight& sight, double now, bool is_calm) {
  glide(sight.zoom, sight.origin, now, is_calm);
}

void Camera::glide_into_view(const Box& box, const Box& cover, double now, bool is_calm) {
  constexpr float kRoom = 32;
  const Box before = Sight{zoom, origin}.screen(box);
  const auto shift = [](float low, float high, float length) {
    if (low < kRoom) return kRoom - low;
    return high > length - kRoom ? std::max(length - kRoom - high, kRoom - low) : 0.0F;
  };
  float x = shift(before.left, before.right, view.width);
  float y = shift(before.top, before.bottom, view.height);
  if (cover.right > cover.left && before.moved(x, y).meets(cover)) {
    const float aside = cover.left - kRoom - before.right, up = cover.top - kRoom - before.bottom;
    const bool has_room_above = before.top + up >= kRoom;
    if (has_room_above && (std::abs(up) <= std::abs(aside) || before.left + aside < kRoom)) {
      y = up;
    } else if (before.left + aside >= kRoom) {
      x = aside;
    }
  }
  if (x != 0 || y != 0) glide(zoom, {origin.x + x, origin.y + y}, now, is_calm);
}

bool Camera::step(double now) {
  if (began_ < 0) return false;
  const double part = std::clamp((now - began_) / kGlide, 0.0, 1.0);
  const float eased = static_cast<float>(1 - (1 - part) * (1 - part) * (1 - part));
  zoom = from_zoom_ + (to_zoom_ - from_zoom_) * eased;
  origin = {from_.x + (to_.x - from_.x) * eased, from_.y + (to_.y - from_.y) * eased};
  if (part >= 1) stop();
  return true;
}

}  // namespace tundish::studio::board
