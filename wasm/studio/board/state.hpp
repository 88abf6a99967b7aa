#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "board/camera.hpp"
#include "board/menu.hpp"
#include "board/notices.hpp"
#include "board/plan.hpp"
#include "document/history.hpp"

namespace tundish::studio::board {

/// What is under the pointer.
enum class Thing { nothing, card, exit, plus, way, note, note_corner, minimap };

struct Spot {
  Thing thing = Thing::nothing;
  std::size_t number = 0;  ///< of the card, the way or the note
  std::size_t exit = 0;
  bool operator==(const Spot&) const = default;
};

/// What is chosen, by names that live longer than numbers.
struct Selection {
  std::set<std::string> layers, notes;
  std::string way;  ///< pointer of its target
  bool operator==(const Selection&) const = default;
  bool is_empty() const { return layers.empty() && notes.empty() && way.empty(); }
};

/// A line that something which is dragged is in line with.
struct Guide {
  Point from, to;
};

/// What a hand is doing.
enum class Doing {
  nothing,
  pressing,
  dragging,
  boxing,
  connecting,
  panning,
  sizing,
  mapping,
  pinching
};

struct Hand {
  Doing doing = Doing::nothing;
  Point began, at;  ///< of the screen
  Spot spot;        ///< where it began
  double since = -1;
  int button = 0;
  bool is_touch = false, is_shift = false;
  std::vector<std::pair<std::size_t, Point>> cards,
      notes;         ///< that are dragged, and where they stood
  Selection before;  ///< what a box adds to
  std::vector<Guide> guides;
};

/// What was last brought into view without that somebody chose a part.
struct Arrival {
  Camera::Sight sight;
  Size view;               ///< that it was made for
  bool shows_all = false;  ///< not only the beginning
  bool is_asked = false;   ///< somebody asked for everything
};

/// Everything that the canvas knows.
struct State {
  const Json* definition = nullptr;
  std::string language;
  bool is_dark = false, is_calm = false, is_space_held = false;
  bool has_arrived = false;        ///< something was seen once
  std::optional<Arrival> arrival;  ///< nothing: somebody chose what is seen
  bool has_map = true;             ///< the small one, where there is room
  Plan plan;
  Json told;
  Notices notices;
  Camera camera;
  Selection selection;
  Spot hovered;
  double hovered_since = 0;
  std::vector<bool> lit_cards, lit_ways;
  float dim = 0;
  Hand hand;
  Menu menu;
  double now = 0;
  std::string said;                 ///< for a screen reader
  std::vector<std::string> opened;  ///< layers and notes that are to be looked at closely

  /// Does it to the document, which is then shown anew.
  std::function<void(Command)> perform;

  bool is_selected(std::size_t card) const {
    return selection.layers.contains(plan.cards()[card].id);
  }
};

/// The selected cards by their numbers, in the definition's order.
std::vector<std::size_t> selected_cards(const State& state);
std::vector<std::size_t> selected_notes(const State& state);

/// Where the small map is, in pixels of CSS; empty where there is no room or nothing to see.
Box map_box(const State& state);
/// A place of the plane that a place of the map stands for.
Point plane_from_map(const State& state, Point screen);
/// What the map shows.
Box mapped(const State& state);

Spot spot_at(const State& state, Point screen);
/// Where one more jump is drawn from.
Point plus_of(const State& state, std::size_t card);

}  // namespace tundish::studio::board
