#include "board/board.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "board/deeds.hpp"
#include "board/paint.hpp"
#include "board/sight.hpp"
#include "document/read.hpp"

namespace tundish::studio::board {
namespace {

/// How long a pointer rests on a card before others step back, and how long that takes.
constexpr double kRest = 0.18, kFade = 0.16;
/// How long nobody zooms before letters are made anew.
constexpr double kLettersRest = 0.12;

/// What is chosen and is not there any more is not chosen.
void forget_lost(State& state) {
  Selection kept;
  for (const Card& card : state.plan.cards())
    if (state.selection.layers.contains(card.id)) kept.layers.insert(card.id);
  for (const Note& note : state.plan.notes())
    if (state.selection.notes.contains(note.id)) kept.notes.insert(note.id);
  if (state.plan.way_at(state.selection.way)) kept.way = state.selection.way;
  select(state, std::move(kept));
}

/// The cards that the pointer is about, if any.
std::vector<std::size_t> looked_at(const State& state, bool& is_way) {
  const Spot& spot = state.hovered;
  is_way = spot.thing == Thing::way;
  if (state.hand.doing != Doing::nothing || state.menu.is_open()) return {};
  if (is_way) return {spot.number};
  const bool is_card =
      spot.thing == Thing::card || spot.thing == Thing::exit || spot.thing == Thing::plus;
  return is_card ? std::vector<std::size_t>{spot.number} : std::vector<std::size_t>{};
}

}  // namespace

Board::Board(std::function<void(Command)> perform) { state_.perform = std::move(perform); }

void Board::show(const Json& definition) {
  state_.definition = &definition;
  state_.hand = {};
  state_.hovered = {};
  state_.lit_cards.clear();
  state_.lit_ways.clear();
  state_.plan.show(definition, state_.language);
  state_.notices = notices_of(state_.told, state_.plan);
  forget_lost(state_);
}

void Board::set_look(bool is_dark, bool is_calm, std::string language) {
  state_.is_dark = is_dark;
  state_.is_calm = is_calm;
  if (language == state_.language) return;
  state_.language = std::move(language);
  if (state_.definition) show(*state_.definition);
}

void Board::annotate(Json told) {
  const auto here = [this] {
    const auto playing = state_.told.is_object() ? state_.told.find("playing") : state_.told.end();
    return state_.told.is_object() && playing != state_.told.end() ? text_of(*playing, "layer")
                                                                   : "";
  };
  const std::string before = here();
  state_.told = std::move(told);
  state_.notices = notices_of(state_.told, state_.plan);
  const auto card = state_.plan.card_named(here());
  if (card && before != here())
    state_.camera.glide_into_view(state_.plan.box(*card), map_box(state_), state_.now,
                                  state_.is_calm);
}

std::optional<Misfit> Board::paste(const Json& copied) {
  if (!state_.definition) return Misfit{"", "Nothing is open."};
  let_go(state_);
  return board::paste(state_, copied);
}

void Board::pinch(Point middle, Point moved, float factor) {
  take_pinch(state_, middle, moved, factor);
}

void Board::wheel(Point at, float across, float down, bool is_ctrl) {
  take_wheel(state_, at, across, down, is_ctrl);
}

bool Board::key(std::string_view key, bool is_shift, bool is_ctrl, bool is_alt) {
  return state_.definition && take_key(state_, key, is_shift, is_ctrl, is_alt);
}

bool Board::tool(std::string_view name) {
  if (!state_.definition) return false;
  let_go(state_);
  return use_tool(state_, name);
}

void Board::choose(Selection selection) {
  select(state_, std::move(selection));
  std::optional<Box> all;
  const auto add = [&](const Box& box) {
    if (!all) all = box;
    all->add({box.left, box.top});
    all->add({box.right, box.bottom});
  };
  for (const std::size_t card : selected_cards(state_)) add(state_.plan.box(card));
  for (const std::size_t note : selected_notes(state_)) add(state_.plan.note_box(note));
  if (const auto way = state_.plan.way_at(state_.selection.way))
    add(state_.plan.box(state_.plan.ways()[*way].from));
  if (all) state_.camera.glide_into_view(*all, map_box(state_), state_.now, state_.is_calm);
}

void Board::leave() {
  let_go(state_);
  state_.menu.close();
  state_.hovered = {};
  state_.is_space_held = false;
}

/// Lights what one comes from and to, and has the rest step back, softly. Whether it goes on.
bool Board::light(bool is_calm) {
  bool is_way = false;
  const std::vector<std::size_t> about = looked_at(state_, is_way);
  const double rested = state_.now - state_.hovered_since;
  const bool wants = !about.empty() && rested >= kRest;
  const double step = state_.now - lit_at_;
  lit_at_ = state_.now;
  if (wants) {
    std::vector<std::size_t> sources = about, targets = about;
    if (is_way) {
      const Way& way = state_.plan.ways()[about.front()];
      sources = {way.from};
      targets = way.to ? std::vector<std::size_t>{*way.to} : std::vector<std::size_t>{};
    }
    const std::vector<bool> before = state_.plan.before(sources),
                            behind = state_.plan.behind(targets);
    state_.lit_cards.assign(before.size(), false);
    for (std::size_t card = 0; card < before.size(); ++card)
      state_.lit_cards[card] = before[card] || behind[card];
    state_.lit_ways.assign(state_.plan.ways().size(), false);
    for (std::size_t number = 0; number < state_.lit_ways.size(); ++number) {
      const Way& way = state_.plan.ways()[number];
      const bool leads_in = before[way.from] && way.to && before[*way.to];
      const bool leads_on = behind[way.from];
      state_.lit_ways[number] = leads_in || leads_on || (is_way && number == about.front());
    }
  }
  const float goal = wants ? 1.0F : 0.0F;
  const float change = is_calm ? 1.0F : static_cast<float>(std::min(step, 0.05) / kFade);
  state_.dim =
      state_.dim < goal ? std::min(goal, state_.dim + change) : std::max(goal, state_.dim - change);
  if (state_.dim == 0 && !wants) {
    state_.lit_cards.clear();
    state_.lit_ways.clear();
  }
  return state_.dim != goal || (!about.empty() && !wants);
}

/// Letters are made for the zoom when it rests. Whether that is waited for.
bool Board::rest(float density) {
  const float scale = state_.camera.zoom * density;
  if (scale != scale_) scaled_at_ = state_.now;
  scale_ = scale;
  if (letters_ == scale) return false;
  const bool is_first = letters_ == 0;
  if (!is_first && (state_.camera.is_gliding() || state_.now - scaled_at_ < kLettersRest))
    return true;
  letters_ = scale;
  fonts_.forget_sizes();
  return false;
}

void Board::paint(float density) {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  const Camera& camera = state_.camera;
  const Scale scale{camera.zoom * density, std::floor(camera.origin.x * density + 0.5F),
                    std::floor(camera.origin.y * density + 0.5F)};
  Brush plane(list, fonts_, scale, letters_);
  Brush screen(list, fonts_, {density, 0, 0}, density);
  Sheet sheet{state_, palette(state_.is_dark), plane, screen, camera.seen(), density};
  screen.block({0, 0, camera.view.width, camera.view.height}, sheet.tokens.paper);
  paint_ground(sheet);
  paint_notes(sheet, true);
  paint_ways(sheet);
  paint_cards(sheet);
  paint_marks(sheet);
  paint_notes(sheet, false);
  paint_hand(sheet);
  paint_map(sheet);
  paint_menu(sheet);
}

BoardFrame Board::frame(Size view, float density, double seconds) {
  state_.now = seconds;
  state_.camera.view = view;
  arrive(state_);
  BoardFrame frame;
  frame.wants_frames = pass_time(state_);
  frame.wants_frames |= state_.camera.step(seconds);
  frame.wants_frames |= light(state_.is_calm);
  frame.wants_frames |= rest(density);
  paint(density);
  frame.cursor = cursor_of(state_);
  frame.said = std::exchange(state_.said, {});
  frame.opened = std::exchange(state_.opened, {});
  return frame;
}

}  // namespace tundish::studio::board
