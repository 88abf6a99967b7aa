#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "tundish/value.hpp"

namespace tundish::painter {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
};

/// A place that can be pressed or written in. For hosts, who show what has the focus to keyboards,
/// screen readers and input methods, and for tests.
struct Spot {
  std::string id;    ///< of the component, and what of it: `plans/car`
  std::string kind;  ///< `text`, `option`, `box`, `button`, `link`, `slider`
  std::string name;  ///< what it is called
  Rect rect;
  std::string slug;
  bool is_on = false;
  bool is_shut = false;
  std::string letter;  ///< that presses it
  float radius = 10;   ///< of its corners
  /// Of `text`: `value placeholder type mode fill multiline inset size` for the host's own field.
  Value field;
};

/// What became of a spot since it was painted last.
struct Touch {
  bool is_tapped = false;
  bool is_held = false;
  bool is_hovered = false;
  bool has_focus = false;
};

/// What a text that was written in a spot means, as a command; null: nothing.
using TextHand = std::function<Value(std::string text, bool is_final)>;

/// What the painter remembers from one frame to the next.
struct Memory {
  std::vector<Spot> spots;
  std::map<std::string, TextHand> hands;
  Value::List commands;

  std::string focus;                           ///< id of the spot that has it
  bool by_keys = false;                        ///< it came by keyboard: it is shown
  std::string activated;                       ///< id of the spot that a key presses
  std::string entered;                         ///< id of the box in which Enter was pressed
  std::map<std::string, std::string> secrets;  ///< codes and passwords, by the id of their box
  int nudge = 0;                               ///< an arrow key was pressed on the focus
  std::string unfolded;                        ///< id of the list that is open
  std::string drawn;                           ///< id of what is drawn to another place
  std::string edited;  ///< text of the field in hand, where the host does not edit
  std::map<std::string, std::vector<std::vector<ImVec2>>> strokes;  ///< of signatures, by slug
  bool wants_frames = false;
  const char* cursor = "";

  int turn = -1;
  double arrived_at = 0;
  float scroll = 0, scroll_end = 0;
  bool follows_end = true;
  float drawn_down = 0, chips_scroll = 0, proof_height = 120;
  bool wants_again = false;  ///< what was painted depends on what was measured just now
  std::size_t heard = 0;

  void tell(Value::Object command) { commands.push_back(Value(std::move(command))); }
  const Spot* find(std::string_view id) const;
};

enum class Key { tab, back_tab, enter, space, up, down, left, right, escape };

/// Moves the focus or presses what has it; false: the key means nothing here.
bool press_key(Memory& memory, Key key);
/// Presses the first choice with that letter.
bool press_letter(Memory& memory, std::string_view letter);

Value to_value(const Spot& spot);

}  // namespace tundish::painter
