#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "board/clip.hpp"
#include "board/hands.hpp"
#include "board/state.hpp"
#include "painter_imgui/fonts.hpp"

namespace tundish::studio::board {

/// What a frame came to.
struct BoardFrame {
  bool wants_frames = false;  ///< something moves, or is waited for
  const char* cursor = "default";
  std::string said;                 ///< news for a screen reader; empty: none
  std::vector<std::string> opened;  ///< ids of layers and notes that are to be looked at closely
};

/// The canvas: a definition as cards and ways, on a plane that hands move and change. It paints
/// with Dear ImGui, between its NewFrame and Render, in pixels of the screen; everything else is
/// told to it in pixels of CSS. What hands come to is done by `perform`, which shows the document
/// anew.
class Board {
 public:
  explicit Board(std::function<void(Command)> perform);

  /// Shows the definition, which lives until the next one is shown.
  void show(const Json& definition);
  /// `dark`, `calm` (nothing moves by itself) and the language of the texts.
  void set_look(bool is_dark, bool is_calm, std::string language);
  /// The small map, where there is room for one.
  void show_map(bool is_shown) { state_.has_map = is_shown; }
  /// What is known of it (`Notices`). A layer that the preview comes to is brought into view.
  void annotate(Json told);

  void pointer(const PointerEvent& event) { take_pointer(state_, event); }
  void pinch(Point middle, Point moved, float factor);
  void wheel(Point at, float across, float down, bool is_ctrl);
  bool key(std::string_view key, bool is_shift, bool is_ctrl, bool is_alt);
  void release(std::string_view key) { release_key(state_, key); }
  /// See `use_tool`.
  bool tool(std::string_view name);

  /// What is selected, for the clipboard, and what comes from there (`paste`).
  Json copied() const { return state_.definition ? board::copied(state_) : Json(); }
  std::optional<Misfit> paste(const Json& copied);

  /// Selects layers and notes by their ids, or a way by its pointer, and has them in view.
  void choose(Selection selection);
  /// Something was left: what a hand was doing is over.
  void leave();

  /// Paints once. What is missing of the letters afterwards is noted in `fonts`.
  BoardFrame frame(Size view, float density, double seconds);

  painter::FontBook& fonts() { return fonts_; }
  const State& state() const { return state_; }

 private:
  bool light(bool is_calm);
  bool rest(float density);
  void paint(float density);

  State state_;
  painter::FontBook fonts_;
  float letters_ = 0;  ///< the scale that letters are made for
  float scale_ = 0;    ///< of the frame before
  double scaled_at_ = 0;
  double lit_at_ = 0;
};

}  // namespace tundish::studio::board
