#include "board/state.hpp"

#include <algorithm>
#include <cmath>

namespace tundish::studio::board {
namespace {

constexpr float kMapWidth = 190, kMapHeight = 124, kMapEdge = 14;
/// Pixels of CSS round a thing in which it is meant.
constexpr float kReach = 10;
constexpr float kWayReach = 7;

float distance(Point point, Point a, Point b) {
  const float x = b.x - a.x, y = b.y - a.y;
  const float square = x * x + y * y;
  const float part =
      square <= 0 ? 0
                  : std::clamp(((point.x - a.x) * x + (point.y - a.y) * y) / square, 0.0F, 1.0F);
  return std::hypot(point.x - a.x - part * x, point.y - a.y - part * y);
}

std::optional<Spot> way_spot(const State& state, Point plane) {
  const float reach = kWayReach / state.camera.zoom;
  float nearest = reach;
  std::optional<Spot> found;
  for (std::size_t way = 0; way < state.plan.ways().size(); ++way) {
    const Route* route = state.plan.route(way);
    if (!route || !route->bounds.grown(reach).holds(plane)) continue;
    for (std::size_t at = 1; at < route->corners.size(); ++at) {
      const float away = distance(plane, route->corners[at - 1], route->corners[at]);
      if (away >= nearest) continue;
      nearest = away;
      found = Spot{Thing::way, way, 0};
    }
  }
  return found;
}

std::optional<Spot> port_spot(const State& state, std::size_t card, Point plane) {
  const float reach = std::max(kReach / state.camera.zoom, 6.0F);
  const auto is_near = [&](Point port) {
    return std::abs(port.x - plane.x) < reach &&
           std::abs(port.y - plane.y) < std::min(reach, kExit / 2);
  };
  const Card& shown = state.plan.cards()[card];
  for (std::size_t exit = 0; exit < shown.exits.size(); ++exit)
    if (is_near(state.plan.port(card, exit))) return Spot{Thing::exit, card, exit};
  const bool has_plus =
      shown.can_jump && (state.is_selected(card) ||
                         (state.hovered.number == card && (state.hovered.thing == Thing::card ||
                                                           state.hovered.thing == Thing::plus)));
  if (has_plus && is_near(plus_of(state, card))) return Spot{Thing::plus, card, 0};
  return std::nullopt;
}

std::optional<Spot> card_spot(const State& state, Point plane) {
  const float reach = kReach / state.camera.zoom;
  for (std::size_t left = state.plan.cards().size(); left > 0; --left) {
    const std::size_t card = left - 1;
    const Box box = state.plan.box(card);
    if (!box.grown(reach).holds(plane)) continue;
    // From afar a port is smaller than what a hand can mean.
    if (state.camera.zoom >= 0.35F)
      if (const auto port = port_spot(state, card, plane)) return port;
    if (box.holds(plane)) return Spot{Thing::card, card, 0};
  }
  return std::nullopt;
}

std::optional<Spot> note_spot(const State& state, Point plane, bool is_frame) {
  const float reach = 14 / state.camera.zoom;
  for (std::size_t left = state.plan.notes().size(); left > 0; --left) {
    const std::size_t number = left - 1;
    const Note& note = state.plan.notes()[number];
    if ((note.kind == "frame") != is_frame) continue;
    const Box box = state.plan.note_box(number);
    if (!box.holds(plane)) continue;
    if (plane.x > box.right - reach && plane.y > box.bottom - reach)
      return Spot{Thing::note_corner, number, 0};
    // What is within a frame is not the frame: it is taken by its head.
    if (!is_frame || plane.y < box.top + 32) return Spot{Thing::note, number, 0};
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::size_t> selected_cards(const State& state) {
  std::vector<std::size_t> found;
  for (std::size_t card = 0; card < state.plan.cards().size(); ++card)
    if (state.is_selected(card)) found.push_back(card);
  return found;
}

std::vector<std::size_t> selected_notes(const State& state) {
  std::vector<std::size_t> found;
  for (std::size_t note = 0; note < state.plan.notes().size(); ++note)
    if (state.selection.notes.contains(state.plan.notes()[note].id)) found.push_back(note);
  return found;
}

Box map_box(const State& state) {
  const Size view = state.camera.view;
  if (!state.has_map || view.width < 560 || view.height < 360 || state.plan.cards().empty())
    return {};
  return {view.width - kMapEdge - kMapWidth, view.height - kMapEdge - kMapHeight,
          view.width - kMapEdge, view.height - kMapEdge};
}

Box mapped(const State& state) {
  Box all = state.plan.bounds().value_or(Box{0, 0, 1, 1});
  const Box seen = state.camera.seen();
  // Never so far away that the layers are lost.
  const float width = all.right - all.left, height = all.bottom - all.top;
  all.add({std::max(seen.left, all.left - width / 2), std::max(seen.top, all.top - height / 2)});
  all.add({std::min(seen.right, all.right + width / 2),
           std::min(seen.bottom, all.bottom + height / 2)});
  const float wide = all.right - all.left + 80, high = all.bottom - all.top + 80;
  const float by = std::max(wide / kMapWidth, high / kMapHeight);
  const Point middle{(all.left + all.right) / 2, (all.top + all.bottom) / 2};
  return {middle.x - by * kMapWidth / 2, middle.y - by * kMapHeight / 2,
          middle.x + by * kMapWidth / 2, middle.y + by * kMapHeight / 2};
}

Point plane_from_map(const State& state, Point screen) {
  const Box map = map_box(state), all = mapped(state);
  const float by = (all.right - all.left) / kMapWidth;
  return {all.left + (screen.x - map.left) * by, all.top + (screen.y - map.top) * by};
}

Point plus_of(const State& state, std::size_t card) {
  const Box box = state.plan.box(card);
  return {(box.left + box.right) / 2, box.bottom};
}

Spot spot_at(const State& state, Point screen) {
  if (map_box(state).holds(screen)) return {Thing::minimap, 0, 0};
  const Point plane = state.camera.plane(screen);
  if (const auto note = note_spot(state, plane, false)) return *note;
  if (const auto card = card_spot(state, plane)) return *card;
  if (const auto way = way_spot(state, plane)) return *way;
  if (const auto frame = note_spot(state, plane, true)) return *frame;
  return {};
}

}  // namespace tundish::studio::board
