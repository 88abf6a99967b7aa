#pragma once

#include <string>
#include <string_view>

#include "board/state.hpp"

// What an author's hands come to, as commands on the document.
namespace tundish::studio::board {

/// Selects and tells the screen reader.
void select(State& state, Selection selection);
void select_all(State& state);
void select_card(State& state, std::size_t card);
/// Has what is selected in view.
void follow(State& state);

void remove_selection(State& state);
void duplicate_selection(State& state);
/// Moves what is selected, by points; steps in a row are taken back together.
void nudge(State& state, Point by);
/// What was dragged stands where it is now.
void drop_dragged(State& state);

/// What a new way would begin at: an exit, or one more jump of a card.
struct Beginning {
  std::size_t card = 0;
  std::string pointer;  ///< empty: one more jump
};

void connect(State& state, const Beginning& from, std::size_t to);
/// A new layer, whose card has its head at the place; the way leads to it where there is one.
void add_layer_at(State& state, const std::string& type, Point place, const Beginning* from);
void add_note_at(State& state, const std::string& kind, Point place);
/// A layer of that type in the middle of a way.
void insert_in_way(State& state, std::size_t way, const std::string& type);

/// Does what a tool is called: `fit`, `fit_selection`, `zoom_in`, `zoom_out`, `zoom_life`, `tidy`,
/// `remove`, `duplicate`, `select_all`, `align_left`, `align_centre`, `align_right`, `align_top`,
/// `align_middle`, `align_bottom`, `distribute_across`, `distribute_down`, `note`, `frame`. False:
/// there is none.
bool use_tool(State& state, std::string_view tool);

/// Has these in view.
void show_all(State& state, bool only_selected);

void open_menu(State& state, Point screen, const Spot& spot);
/// What to put at the loose end of a way.
void open_layer_menu(State& state, Point screen, const Beginning& from);

}  // namespace tundish::studio::board
