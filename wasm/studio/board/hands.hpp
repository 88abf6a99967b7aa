#pragma once

#include <string_view>

#include "board/state.hpp"

// What pointers and keys do.
namespace tundish::studio::board {

enum class Touch { down, move, up, cancel, leave };

/// What a pointer did; places are pixels of CSS from the canvas' corner.
struct PointerEvent {
  Touch touch = Touch::move;
  Point at;
  int button = 0;  ///< 0 the usual one, 1 the middle one, 2 the other one
  bool is_finger = false;
  bool is_shift = false, is_ctrl = false;
};

void take_pointer(State& state, const PointerEvent& event);

/// Two fingers: the middle between them, how that moved, and how much further apart they are now.
void take_pinch(State& state, Point middle, Point moved, float factor);

/// A wheel or a trackpad, in pixels; with ctrl, or a pinch of a trackpad, it zooms.
void take_wheel(State& state, Point at, float across, float down, bool is_ctrl);

/// A key by its name in browsers; false: it means nothing here.
bool take_key(State& state, std::string_view key, bool is_shift, bool is_ctrl, bool is_alt);
void release_key(State& state, std::string_view key);

/// What time does: a finger that stays, a canvas that moves along with what is dragged to its edge.
/// Whether it goes on.
bool pass_time(State& state);

/// Leaves what a hand is doing as it was before.
void let_go(State& state);

/// What the pointer looks like, in words of CSS.
const char* cursor_of(const State& state);

/// What is dragged by so much is rather in line with what is near: the way that it goes then.
Point snapped(State& state, Point by);

}  // namespace tundish::studio::board
