#pragma once

#include "board/brush.hpp"
#include "board/state.hpp"

namespace tundish::studio::board {

/// What a frame is painted with: the plane, and the screen over it.
struct Sheet {
  const State& state;
  const Palette& tokens;
  Brush& plane;
  Brush& screen;
  Box seen;  ///< of the plane
  float density = 1;

  float zoom() const { return state.camera.zoom; }
  /// How much is seen of what is not on the way to or from what the pointer is on.
  float presence(bool is_lit) const { return is_lit ? 1 : 1 - 0.72F * state.dim; }
  bool is_lit_card(std::size_t card) const {
    return state.lit_cards.empty() || state.lit_cards[card];
  }
  bool is_lit_way(std::size_t way) const { return state.lit_ways.empty() || state.lit_ways[way]; }
};

/// From so near on there are words; nearer than that, only titles.
constexpr float kWordsFrom = 0.5F, kTitlesFrom = 0.19F;

void paint_ground(Sheet& sheet);
void paint_notes(Sheet& sheet, bool are_frames);
void paint_ways(Sheet& sheet);
void paint_cards(Sheet& sheet);
/// Ports and words of ways, over the cards.
void paint_marks(Sheet& sheet);
/// Where the preview is and was, and what recorded tests take: of a card, and of a way, where its
/// words are read.
void paint_card_facts(Sheet& sheet, const CardNotice& notice, const Box& box);
void paint_way_facts(Sheet& sheet, std::size_t way, const Route& route);
/// The middle of a way's longest line along.
Point middle_of(const Route& route);
/// What a hand is doing.
void paint_hand(Sheet& sheet);
void paint_map(Sheet& sheet);
void paint_menu(Sheet& sheet);

}  // namespace tundish::studio::board
