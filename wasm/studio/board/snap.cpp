#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "board/hands.hpp"

namespace tundish::studio::board {
namespace {

constexpr float kPull = 6;

/// Beginning, middle and end of a box in one direction.
std::array<float, 3> lines(float low, float high) { return {low, (low + high) / 2, high}; }

struct Fit {
  float by = 0;
  float line = 0;
  Box other;
};

/// The smallest move that has a line of the one on a line of the other.
void look(std::optional<Fit>& best, const std::array<float, 3>& own,
          const std::array<float, 3>& theirs, const Box& other, float pull) {
  for (const float mine : own) {
    for (const float line : theirs) {
      const float by = line - mine;
      if (std::abs(by) > (best ? std::abs(best->by) - 0.01F : pull)) continue;
      best = Fit{by, line, other};
    }
  }
}

std::optional<Box> dragged_box(const State& state, Point by) {
  std::optional<Box> all;
  const auto add = [&](Point at, Size size) {
    const Box box = box_of({at.x + by.x, at.y + by.y}, size);
    if (!all) all = box;
    all->add({box.left, box.top});
    all->add({box.right, box.bottom});
  };
  for (const auto& [card, at] : state.hand.cards) add(at, state.plan.cards()[card].size);
  if (state.hand.cards.empty())
    for (const auto& [note, at] : state.hand.notes) add(at, state.plan.notes()[note].size);
  return all;
}

}  // namespace

Point snapped(State& state, Point by) {
  state.hand.guides.clear();
  const auto own = dragged_box(state, by);
  if (!own) return by;
  const float pull = kPull / state.camera.zoom;
  const Box near = state.camera.seen();
  std::optional<Fit> across, down;
  for (std::size_t card = 0; card < state.plan.cards().size(); ++card) {
    const Box other = state.plan.box(card);
    if (!other.meets(near)) continue;
    const bool is_dragged = std::any_of(state.hand.cards.begin(), state.hand.cards.end(),
                                        [&](const auto& one) { return one.first == card; });
    if (is_dragged) continue;
    look(across, lines(own->left, own->right), lines(other.left, other.right), other, pull);
    look(down, lines(own->top, own->bottom), lines(other.top, other.bottom), other, pull);
  }
  if (across) by.x += across->by;
  if (down) by.y += down->by;
  const auto moved = dragged_box(state, by);
  if (across)
    state.hand.guides.push_back({{across->line, std::min(moved->top, across->other.top)},
                                 {across->line, std::max(moved->bottom, across->other.bottom)}});
  if (down)
    state.hand.guides.push_back({{std::min(moved->left, down->other.left), down->line},
                                 {std::max(moved->right, down->other.right), down->line}});
  return by;
}

}  // namespace tundish::studio::board
