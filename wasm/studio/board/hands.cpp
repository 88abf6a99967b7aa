#include "board/hands.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "board/deeds.hpp"

namespace tundish::studio::board {
namespace {

/// Pixels of CSS that a press may move.
constexpr float kSlip = 4, kFingerSlip = 9;
constexpr double kLongPress = 0.5;

bool has_slipped(const Hand& hand) {
  const float slip = hand.is_touch ? kFingerSlip : kSlip;
  return std::hypot(hand.at.x - hand.began.x, hand.at.y - hand.began.y) > slip;
}

/// What a note or frame takes along: a frame everything that stands within it.
void take_along(State& state, std::size_t number) {
  const Note& note = state.plan.notes()[number];
  const auto add = [](auto& list, std::size_t one, Point at) {
    const bool is_there = std::any_of(list.begin(), list.end(),
                                      [&](const auto& other) { return other.first == one; });
    if (!is_there) list.emplace_back(one, at);
  };
  add(state.hand.notes, number, note.at);
  if (note.kind != "frame") return;
  const Box frame = state.plan.note_box(number);
  const auto is_within = [&](const Box& box) {
    return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top &&
           box.bottom <= frame.bottom;
  };
  for (std::size_t card = 0; card < state.plan.cards().size(); ++card)
    if (is_within(state.plan.box(card))) add(state.hand.cards, card, state.plan.place(card));
  for (std::size_t other = 0; other < state.plan.notes().size(); ++other)
    if (other != number && is_within(state.plan.note_box(other)))
      add(state.hand.notes, other, state.plan.notes()[other].at);
}

void begin_drag(State& state) {
  const Spot spot = state.hand.spot;
  if (spot.thing == Thing::card && !state.is_selected(spot.number))
    select(state, {{state.plan.cards()[spot.number].id}, {}, {}});
  if (spot.thing == Thing::note &&
      !state.selection.notes.contains(state.plan.notes()[spot.number].id))
    select(state, {{}, {state.plan.notes()[spot.number].id}, {}});
  state.hand.doing = Doing::dragging;
  for (const std::size_t card : selected_cards(state))
    state.hand.cards.emplace_back(card, state.plan.place(card));
  for (const std::size_t note : selected_notes(state)) take_along(state, note);
}

void begin(State& state) {
  Hand& hand = state.hand;
  const bool pans = hand.button != 0 || state.is_space_held;
  if (pans) {
    hand.doing = Doing::panning;
    return;
  }
  const bool is_chosen = (hand.spot.thing == Thing::card && state.is_selected(hand.spot.number)) ||
                         hand.spot.thing == Thing::note;
  if (hand.is_touch && !is_chosen && hand.spot.thing != Thing::exit &&
      hand.spot.thing != Thing::plus && hand.spot.thing != Thing::note_corner) {
    hand.doing = Doing::panning;
    return;
  }
  switch (hand.spot.thing) {
    case Thing::card:
    case Thing::note:
      return begin_drag(state);
    case Thing::exit:
    case Thing::plus:
      hand.doing = Doing::connecting;
      return;
    case Thing::note_corner:
      hand.doing = Doing::sizing;
      hand.notes = {{hand.spot.number, state.plan.notes()[hand.spot.number].at}};
      return;
    case Thing::minimap:
      hand.doing = Doing::mapping;
      return;
    default:
      hand.doing = Doing::boxing;
      hand.before = hand.is_shift ? state.selection : Selection{};
  }
}

void drag(State& state, bool is_free) {
  Hand& hand = state.hand;
  Point by{(hand.at.x - hand.began.x) / state.camera.zoom,
           (hand.at.y - hand.began.y) / state.camera.zoom};
  hand.guides.clear();
  if (!is_free) by = snapped(state, by);
  std::vector<std::pair<std::size_t, Point>> places;
  for (const auto& [card, at] : hand.cards)
    places.emplace_back(card, Point{at.x + by.x, at.y + by.y});
  state.plan.put_cards(places);
  for (const auto& [note, at] : hand.notes)
    state.plan.put_note(note, {at.x + by.x, at.y + by.y}, state.plan.notes()[note].size);
  state.plan.reroute();
}

void resize(State& state) {
  const Hand& hand = state.hand;
  const auto& [number, at] = hand.notes.front();
  const Point corner = state.camera.plane(hand.at);
  state.plan.put_note(number, at,
                      {std::max(corner.x - at.x, 80.0F), std::max(corner.y - at.y, 48.0F)});
}

void box_select(State& state) {
  const Point a = state.camera.plane(state.hand.began), b = state.camera.plane(state.hand.at);
  Box area{a.x, a.y, a.x, a.y};
  area.add(b);
  Selection chosen = state.hand.before;
  chosen.way.clear();
  for (std::size_t card = 0; card < state.plan.cards().size(); ++card)
    if (state.plan.box(card).meets(area)) chosen.layers.insert(state.plan.cards()[card].id);
  for (std::size_t number = 0; number < state.plan.notes().size(); ++number) {
    const Box box = state.plan.note_box(number);
    const bool is_frame = state.plan.notes()[number].kind == "frame";
    const bool is_within = area.left <= box.left && area.top <= box.top &&
                           area.right >= box.right && area.bottom >= box.bottom;
    if (is_frame ? is_within : box.meets(area)) chosen.notes.insert(state.plan.notes()[number].id);
  }
  select(state, std::move(chosen));
}

void look_from_map(State& state) {
  const Point middle = plane_from_map(state, state.hand.at);
  const Camera& camera = state.camera;
  const Point now = camera.screen(middle);
  state.camera.pan(camera.view.width / 2 - now.x, camera.view.height / 2 - now.y);
}

Beginning beginning_of(const State& state) {
  const Spot& spot = state.hand.spot;
  if (spot.thing == Thing::plus) return {spot.number, {}};
  return {spot.number, state.plan.cards()[spot.number].exits[spot.exit].pointer};
}

/// The card under the pointer, whatever part of it.
std::optional<std::size_t> card_under(const State& state) {
  const Spot spot = spot_at(state, state.hand.at);
  const bool is_card =
      spot.thing == Thing::card || spot.thing == Thing::exit || spot.thing == Thing::plus;
  return is_card ? std::optional(spot.number) : std::nullopt;
}

void end_connecting(State& state) {
  const Beginning from = beginning_of(state);
  const auto to = card_under(state);
  const Point at = state.hand.at;
  const bool is_own_port = to == state.hand.spot.number && !has_slipped(state.hand);
  state.hand = {};
  if (is_own_port) return;
  if (to) return connect(state, from, *to);
  open_layer_menu(state, at, from);
}

void tap(State& state, bool is_shift) {
  const Spot spot = state.hand.spot;
  switch (spot.thing) {
    case Thing::card: {
      const std::string& id = state.plan.cards()[spot.number].id;
      Selection chosen = is_shift ? state.selection : Selection{};
      chosen.way.clear();
      if (!chosen.layers.insert(id).second) chosen.layers.erase(id);
      return select(state, std::move(chosen));
    }
    case Thing::exit: {
      const Exit& exit = state.plan.cards()[spot.number].exits[spot.exit];
      if (exit.way) select(state, {{}, {}, exit.pointer});
      return;
    }
    case Thing::way:
      return select(state, {{}, {}, state.plan.ways()[spot.number].pointer});
    case Thing::note:
    case Thing::note_corner: {
      Selection chosen = is_shift ? state.selection : Selection{};
      const std::string& id = state.plan.notes()[spot.number].id;
      if (!chosen.notes.insert(id).second) chosen.notes.erase(id);
      return select(state, std::move(chosen));
    }
    case Thing::minimap:
      return look_from_map(state);
    default:
      if (!is_shift) select(state, {});
  }
}

void open_spot(State& state, const Spot& spot) {
  if (spot.thing == Thing::card) state.opened.push_back(state.plan.cards()[spot.number].id);
  if (spot.thing == Thing::note) state.opened.push_back(state.plan.notes()[spot.number].id);
}

void hover(State& state, Point at) {
  const Spot spot = spot_at(state, at);
  if (spot == state.hovered) return;
  const bool is_same_card =
      spot.number == state.hovered.number &&
      (spot.thing == Thing::card || spot.thing == Thing::plus) &&
      (state.hovered.thing == Thing::card || state.hovered.thing == Thing::plus);
  state.hovered = spot;
  if (!is_same_card) state.hovered_since = state.now;
}

void press(State& state, const PointerEvent& event) {
  if (state.menu.is_open()) {
    const auto item = state.menu.item_at(event.at);
    if (!item && state.menu.box().holds(event.at)) return;
    const auto act = item ? state.menu.items[*item].act : nullptr;
    state.menu.close();
    if (act) act();
    return;
  }
  const bool is_twice =
      state.hand.doing == Doing::nothing && event.button == 0 &&
      state.now - state.hand.since < 0.35 &&
      std::hypot(event.at.x - state.hand.began.x, event.at.y - state.hand.began.y) < 5;
  let_go(state);
  state.camera.stop();
  Hand hand;
  hand.doing = Doing::pressing;
  hand.began = hand.at = event.at;
  hand.spot = spot_at(state, event.at);
  hand.since = state.now;
  hand.button = event.button;
  hand.is_touch = event.is_finger;
  hand.is_shift = event.is_shift || event.is_ctrl;
  state.hand = hand;
  if (is_twice) {
    open_spot(state, hand.spot);
    state.hand.since = -1;
  }
  if (hand.spot.thing == Thing::minimap && event.button == 0) {
    state.hand.doing = Doing::mapping;
    look_from_map(state);
  }
}

void move(State& state, const PointerEvent& event) {
  Hand& hand = state.hand;
  if (state.menu.is_open()) {
    state.menu.chosen = state.menu.item_at(event.at);
    return;
  }
  if (hand.doing == Doing::nothing) return hover(state, event.at);
  const Point before = hand.at;
  hand.at = event.at;
  if (hand.doing == Doing::pressing) {
    if (!has_slipped(hand)) return;
    begin(state);
  }
  switch (hand.doing) {
    case Doing::panning:
      return state.camera.pan(hand.at.x - before.x, hand.at.y - before.y);
    case Doing::dragging:
      return drag(state, event.is_ctrl);
    case Doing::boxing:
      return box_select(state);
    case Doing::sizing:
      return resize(state);
    case Doing::mapping:
      return look_from_map(state);
    case Doing::connecting:
      return hover(state, event.at);
    default:
      return;
  }
}

void lift(State& state, const PointerEvent& event) {
  const Doing doing = state.hand.doing;
  state.hand.at = event.at;
  if (doing == Doing::connecting) return end_connecting(state);
  const Hand hand = state.hand;
  if (doing == Doing::pressing) {
    if (hand.button == 2) {
      state.hand = {};
      open_menu(state, event.at, hand.spot);
      return;
    }
    if (hand.button == 0) tap(state, hand.is_shift);
  }
  if (doing == Doing::dragging || doing == Doing::sizing) drop_dragged(state);
  state.hand = {};
  // A second press here soon after is a double one.
  if (doing == Doing::pressing && hand.since >= 0) {
    state.hand.since = hand.since;
    state.hand.began = hand.began;
  }
  if (!hand.is_touch) hover(state, event.at);
}

}  // namespace

void let_go(State& state) {
  const bool has_moved = state.hand.doing == Doing::dragging || state.hand.doing == Doing::sizing;
  if (state.hand.doing == Doing::boxing) select(state, state.hand.before);
  state.hand = {};
  if (has_moved && state.definition) state.plan.show(*state.definition, state.language);
}

void take_pointer(State& state, const PointerEvent& event) {
  switch (event.touch) {
    case Touch::down:
      return press(state, event);
    case Touch::move:
      return move(state, event);
    case Touch::up:
      if (state.hand.doing != Doing::nothing) lift(state, event);
      return;
    case Touch::cancel:
      return let_go(state);
    case Touch::leave:
      state.hovered = {};
  }
}

void take_pinch(State& state, Point middle, Point moved, float factor) {
  if (state.hand.doing != Doing::pinching) let_go(state);
  state.hand.doing = Doing::pinching;
  state.camera.pan(moved.x, moved.y);
  state.camera.zoom_at(middle, factor);
}

void take_wheel(State& state, Point at, float across, float down, bool is_ctrl) {
  state.menu.close();
  if (is_ctrl) {
    // A notch of a wheel is as much as a finger's width of a trackpad.
    const float step = std::clamp(down, -80.0F, 80.0F);
    state.camera.zoom_at(at, std::exp(-step * 0.0045F));
  } else {
    state.camera.pan(-across, -down);
  }
  if (state.hand.doing == Doing::nothing) hover(state, at);
}

bool pass_time(State& state) {
  Hand& hand = state.hand;
  if (hand.doing == Doing::pressing && hand.is_touch) {
    if (state.now - hand.since < kLongPress) return true;
    const Spot spot = hand.spot;
    const Point at = hand.at;
    hand = {};
    open_menu(state, at, spot);
    return false;
  }
  const bool drags = hand.doing == Doing::dragging || hand.doing == Doing::connecting;
  if (!drags) return false;
  constexpr float kEdge = 36, kSpeed = 9;
  const auto push = [](float at, float length) {
    if (at < kEdge) return kSpeed * std::min((kEdge - at) / kEdge, 1.0F);
    return at > length - kEdge ? -kSpeed * std::min((at - length + kEdge) / kEdge, 1.0F) : 0.0F;
  };
  const Size view = state.camera.view;
  const float x = push(hand.at.x, view.width), y = push(hand.at.y, view.height);
  if (x == 0 && y == 0) return false;
  state.camera.pan(x, y);
  // Where it began lies on the plane.
  hand.began = {hand.began.x + x, hand.began.y + y};
  if (hand.doing == Doing::dragging) drag(state, true);
  return true;
}

}  // namespace tundish::studio::board
