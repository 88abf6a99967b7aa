#include "board/room.hpp"

#include <algorithm>
#include <cmath>

namespace tundish::studio::board {
namespace {

/// Between what moved and what stands.
constexpr float kBetween = 40;

/// Down and to the right first: that is how a funnel is read.
constexpr Point kSides[] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};

/// How far one box has to go to that side to be free of another.
float way_past(const Box& one, const Box& other, Point side) {
  if (side.x > 0) return other.right - one.left;
  if (side.x < 0) return one.right - other.left;
  return side.y > 0 ? other.bottom - one.top : one.bottom - other.top;
}

/// Every step leads past all that is met, so what was passed is not met again.
float free_after(const std::vector<Box>& wanted, const std::vector<Box>& standing, Point side) {
  float gone = 0;
  for (bool is_free = false; !is_free;) {
    float step = 0;
    for (const Box& box : wanted) {
      const Box here = box.moved(side.x * gone, side.y * gone).grown(kBetween);
      for (const Box& other : standing)
        if (here.meets(other)) step = std::max(step, way_past(here, other, side));
    }
    is_free = step <= 0;
    // Whole points, lest a rounding finds the two still touching.
    gone = is_free ? gone : std::floor(gone + step) + 1;
  }
  return gone;
}

/// Frames lie round cards: only another frame is in their way.
bool is_in_the_way(const Note& note, bool has_frames) { return has_frames || note.kind != "frame"; }

}  // namespace

Point room_for(const std::vector<Box>& wanted, const std::vector<Box>& standing) {
  Point best;
  float least = -1;
  for (const Point side : kSides) {
    const float gone = free_after(wanted, standing, side);
    if (least >= 0 && gone >= least) continue;
    least = gone;
    best = {side.x * gone, side.y * gone};
  }
  return best;
}

Point way_to_room(const State& state, const std::vector<Box>& boxes, bool has_frames) {
  Box round = boxes.front();
  for (const Box& box : boxes) {
    round.add({box.left, box.top});
    round.add({box.right, box.bottom});
  }
  const Box seen = state.camera.seen();
  Point by;
  if (!seen.meets(round)) {
    by = {std::round((seen.left + seen.right - round.left - round.right) / 2),
          std::round((seen.top + seen.bottom - round.top - round.bottom) / 2)};
  }
  std::vector<Box> wanted, standing;
  for (const Box& box : boxes) wanted.push_back(box.moved(by.x, by.y));
  for (std::size_t card = 0; card < state.plan.cards().size(); ++card)
    standing.push_back(state.plan.box(card));
  for (std::size_t note = 0; note < state.plan.notes().size(); ++note)
    if (is_in_the_way(state.plan.notes()[note], has_frames))
      standing.push_back(state.plan.note_box(note));
  const Point aside = room_for(wanted, standing);
  return {by.x + aside.x, by.y + aside.y};
}

}  // namespace tundish::studio::board
