#include "board/deeds.hpp"

#include <algorithm>
#include <utility>

#include "board/arrange.hpp"
#include "board/deed.hpp"
#include "board/room.hpp"
#include "board/sight.hpp"
#include "document/layers.hpp"
#include "document/notes.hpp"
#include "document/places.hpp"
#include "document/read.hpp"
#include "document/ways.hpp"

namespace tundish::studio::board {
namespace {

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

constexpr const char* kTypes[] = {"start",  "intermediate", "result", "fatalistic",
                                  "action", "subfunnel",    "layer"};

std::string told(const State& state) {
  const Selection& chosen = state.selection;
  const std::size_t count = chosen.layers.size() + chosen.notes.size();
  if (count > 1) return counted(count, "thing", "things") + " selected";
  const auto cards = selected_cards(state);
  if (!cards.empty()) {
    const Card& card = state.plan.cards()[cards.front()];
    std::size_t ways = 0;
    for (const Exit& exit : card.exits) ways += exit.way ? 1 : 0;
    return card.title + ", " + kTypes[static_cast<std::size_t>(card.type)] + ", " +
           counted(card.rows.size() + card.more, "part", "parts") + ", " +
           counted(ways, "way", "ways") + " on";
  }
  const auto notes = selected_notes(state);
  if (!notes.empty()) {
    const Note& note = state.plan.notes()[notes.front()];
    return note.kind + ": " + note.text;
  }
  if (const auto way = state.plan.way_at(chosen.way)) {
    const Way& shown = state.plan.ways()[*way];
    return "Way from " + state.plan.cards()[shown.from].title + " to " +
           (shown.to ? state.plan.cards()[*shown.to].title : "nowhere");
  }
  return "Nothing selected";
}

bool arrange(State& state, std::string_view how) {
  std::vector<Box> boxes;
  const std::vector<std::size_t> cards = selected_cards(state);
  const std::vector<std::size_t> notes = selected_notes(state);
  for (const std::size_t card : cards) boxes.push_back(state.plan.box(card));
  for (const std::size_t note : notes) boxes.push_back(state.plan.note_box(note));
  const auto places = arranged(how, boxes);
  if (!places) return false;
  if (boxes.size() < 2) return true;
  std::vector<std::pair<std::size_t, Point>> of_cards;
  std::vector<NotePlace> of_notes;
  for (std::size_t one = 0; one < boxes.size(); ++one) {
    if (one < cards.size()) {
      of_cards.emplace_back(cards[one], (*places)[one]);
    } else {
      const Note& note = state.plan.notes()[notes[one - cards.size()]];
      of_notes.push_back({note.id, (*places)[one], note.size});
    }
  }
  Deed deed(state);
  deed.add(place_layers(deed.document(), of_cards));
  deed.add(place_notes(deed.document(), of_notes));
  std::move(deed).perform(state, how.starts_with("align") ? "Align" : "Distribute");
  return true;
}

void lead(Deed& deed, const State& state, const Beginning& from, const std::string& to) {
  if (!from.pointer.empty()) return deed.add(set_way(deed.document(), from.pointer, to));
  const auto layer = layer_index(deed.document(), state.plan.cards()[from.card].id);
  if (!layer) return;
  if (auto jump = add_jump(deed.document(), *layer, to)) deed.add(std::move(*jump));
}

/// The card's head is where a hand was.
Point head_at(Point place) { return {place.x, place.y - kHeader / 2}; }

}  // namespace

void follow(State& state) {
  std::optional<Box> all;
  const auto add = [&](const Box& box) {
    if (!all) all = box;
    all->add({box.left, box.top});
    all->add({box.right, box.bottom});
  };
  for (const std::size_t card : selected_cards(state)) add(state.plan.box(card));
  for (const std::size_t note : selected_notes(state)) add(state.plan.note_box(note));
  if (all) state.camera.glide_into_view(*all, map_box(state), state.now, state.is_calm);
}

void select(State& state, Selection selection) {
  if (selection == state.selection) return;
  state.selection = std::move(selection);
  state.said = told(state);
}

void select_all(State& state) {
  Selection all;
  for (const Card& card : state.plan.cards()) all.layers.insert(card.id);
  for (const Note& note : state.plan.notes()) all.notes.insert(note.id);
  select(state, std::move(all));
}

void select_card(State& state, std::size_t card) {
  select(state, {{state.plan.cards()[card].id}, {}, {}});
  follow(state);
}

void remove_selection(State& state) {
  const Selection chosen = state.selection;
  if (chosen.is_empty()) return;
  Deed deed(state);
  deed.add(pinned(state));
  const std::size_t things = chosen.layers.size() + chosen.notes.size();
  if (!chosen.way.empty()) deed.add(remove_way(deed.document(), chosen.way));
  std::vector<std::string> layers;
  for (const std::string& id : chosen.layers)
    if (layer_index(deed.document(), id)) layers.push_back(id);
  deed.add(remove_layers(deed.document(), layers));
  deed.add(remove_notes(deed.document(), {chosen.notes.begin(), chosen.notes.end()}));
  select(state, {});
  std::move(deed).perform(state, things == 0                 ? "Remove way"
                                 : chosen.layers.empty()     ? "Remove notes"
                                 : chosen.layers.size() == 1 ? "Remove layer"
                                                             : "Remove layers");
}

void duplicate_selection(State& state) {
  const std::vector<std::size_t> cards = selected_cards(state), notes = selected_notes(state);
  if (cards.empty() && notes.empty()) return;
  std::vector<Box> boxes;
  bool has_frames = false;
  for (const std::size_t card : cards) boxes.push_back(state.plan.box(card));
  for (const std::size_t note : notes) {
    boxes.push_back(state.plan.note_box(note));
    has_frames = has_frames || state.plan.notes()[note].kind == "frame";
  }
  const Point by = way_to_room(state, boxes, has_frames);
  Deed deed(state);
  deed.add(pinned(state));
  Selection copies;
  for (const std::size_t card : cards) {
    const std::string id = state.plan.cards()[card].id;
    const std::string copy = free_layer_id(deed.document(), id);
    deed.add(duplicate_layer(deed.document(), id));
    const Point place = state.plan.place(card);
    const auto index = layer_index(deed.document(), copy);
    if (index)
      deed.add(place_layers(deed.document(), {{*index, {place.x + by.x, place.y + by.y}}}));
    copies.layers.insert(copy);
  }
  for (const std::size_t number : notes) {
    Note note = state.plan.notes()[number];
    note.at = {note.at.x + by.x, note.at.y + by.y};
    deed.add(add_note(deed.document(), note));
    copies.notes.insert(notes_of(deed.document()).back().id);
  }
  std::move(deed).perform(state, "Duplicate");
  select(state, std::move(copies));
  follow(state);
}

void nudge(State& state, Point by) {
  std::vector<std::pair<std::size_t, Point>> places;
  std::string who;
  for (const std::size_t card : selected_cards(state)) {
    const Point at = state.plan.place(card);
    places.emplace_back(card, Point{at.x + by.x, at.y + by.y});
    who += " " + state.plan.cards()[card].id;
  }
  std::vector<NotePlace> notes;
  for (const std::size_t number : selected_notes(state)) {
    const Note& note = state.plan.notes()[number];
    notes.push_back({note.id, {note.at.x + by.x, note.at.y + by.y}, note.size});
    who += " " + note.id;
  }
  Deed deed(state);
  deed.add(place_layers(deed.document(), places));
  deed.add(place_notes(deed.document(), notes));
  std::move(deed).perform(state, "Move", "move" + who);
  follow(state);
}

void drop_dragged(State& state) {
  std::vector<std::pair<std::size_t, Point>> places;
  for (const auto& [card, before] : state.hand.cards)
    places.emplace_back(card, state.plan.place(card));
  std::vector<NotePlace> notes;
  for (const auto& [number, before] : state.hand.notes) {
    const Note& note = state.plan.notes()[number];
    notes.push_back({note.id, note.at, note.size});
  }
  Deed deed(state);
  deed.add(place_layers(deed.document(), places));
  deed.add(place_notes(deed.document(), notes));
  std::move(deed).perform(state, notes.empty() && places.size() == 1   ? "Move layer"
                                 : places.empty() && notes.size() == 1 ? "Move note"
                                                                       : "Move");
}

void connect(State& state, const Beginning& from, std::size_t to) {
  Deed deed(state);
  deed.add(pinned(state));
  lead(deed, state, from, state.plan.cards()[to].id);
  std::move(deed).perform(state, "Connect");
}

void add_layer_at(State& state, const std::string& type, Point place, const Beginning* from) {
  Deed deed(state);
  deed.add(pinned(state));
  const std::string id = free_layer_id(deed.document(), type == "intermediate" ? "layer" : type);
  deed.add(add_layer(deed.document(), type, id));
  const auto index = layer_index(deed.document(), id);
  if (!index) return;
  deed.add(place_layers(deed.document(), {{*index, head_at(place)}}));
  if (from) lead(deed, state, *from, id);
  std::move(deed).perform(state, "Add layer");
  select(state, {{id}, {}, {}});
}

void add_note_at(State& state, const std::string& kind, Point place) {
  const bool is_frame = kind == "frame";
  Note note{kind,
            kind,
            is_frame ? "Frame" : "Note",
            is_frame ? "grey" : "yellow",
            place,
            is_frame ? Size{640, 420} : Size{220, 120}};
  // A frame goes round what is selected.
  std::optional<Box> round;
  for (const std::size_t card : selected_cards(state)) {
    const Box box = state.plan.box(card);
    if (!round) round = box;
    round->add({box.left, box.top});
    round->add({box.right, box.bottom});
  }
  if (is_frame && round) {
    note.at = {round->left - 32, round->top - 56};
    note.size = {round->right - round->left + 64, round->bottom - round->top + 96};
  }
  Deed deed(state);
  deed.add(add_note(deed.document(), note));
  const std::vector<Note> notes = notes_of(deed.document());
  if (notes.empty()) return;
  const std::string id = notes.back().id;
  std::move(deed).perform(state, is_frame ? "Add frame" : "Add note");
  select(state, {{}, {id}, {}});
  state.opened.push_back(id);
}

void insert_in_way(State& state, std::size_t way, const std::string& type) {
  const Way shown = state.plan.ways()[way];
  const Route* route = state.plan.route(way);
  if (!shown.to || !route) return;
  Deed deed(state);
  deed.add(pinned(state));
  const std::string id = free_layer_id(deed.document(), type == "intermediate" ? "layer" : type);
  deed.add(add_layer(deed.document(), type, id));
  const auto index = layer_index(deed.document(), id);
  if (!index) return;
  const Point middle{(route->ends.from.x + route->ends.to.x - kCardWidth) / 2,
                     (route->ends.from.y + route->ends.to.y) / 2};
  const Point at = head_at(middle);
  const Size size = figure_of(deed.document(), state.language).cards[*index].size;
  const Point aside = way_to_room(state, {box_of(at, size)}, false);
  deed.add(place_layers(deed.document(), {{*index, {at.x + aside.x, at.y + aside.y}}}));
  deed.add(set_way(deed.document(), shown.pointer, id));
  if (auto jump = add_jump(deed.document(), *index, state.plan.cards()[*shown.to].id))
    deed.add(std::move(*jump));
  std::move(deed).perform(state, "Insert layer");
  select(state, {{id}, {}, {}});
}

void show_all(State& state, bool only_selected) {
  std::optional<Box> all = only_selected ? std::nullopt : state.plan.bounds();
  const auto add = [&](const Box& box) {
    if (!all) all = box;
    all->add({box.left, box.top});
    all->add({box.right, box.bottom});
  };
  if (only_selected) {
    for (const std::size_t card : selected_cards(state)) add(state.plan.box(card));
    for (const std::size_t note : selected_notes(state)) add(state.plan.note_box(note));
  }
  if (!all) return;
  const Camera::Sight sight = sight_of(state, *all);
  state.arrival =
      only_selected ? std::nullopt : std::optional(Arrival{sight, state.camera.view, true, true});
  state.camera.glide_to(sight, state.now, state.is_calm);
}

bool use_tool(State& state, std::string_view tool) {
  const Size view = state.camera.view;
  const Point middle{view.width / 2, view.height / 2};
  const auto zoom = [&](float to) {
    state.camera.glide_zoom(middle, to, state.now, state.is_calm);
  };
  if (tool == "fit") {
    show_all(state, false);
  } else if (tool == "fit_selection") {
    show_all(state, true);
  } else if (tool == "zoom_in") {
    zoom(state.camera.zoom * 1.25F);
  } else if (tool == "zoom_out") {
    zoom(state.camera.zoom / 1.25F);
  } else if (tool == "zoom_life") {
    zoom(1);
  } else if (tool == "tidy") {
    Command tidied = tidy(*state.definition);
    if (!tidied.edits.empty()) state.perform(std::move(tidied));
    show_all(state, false);
  } else if (tool == "remove") {
    remove_selection(state);
  } else if (tool == "duplicate") {
    duplicate_selection(state);
  } else if (tool == "select_all") {
    select_all(state);
  } else if (tool == "note" || tool == "frame") {
    add_note_at(state, std::string(tool), state.camera.plane(middle));
  } else {
    return arrange(state, tool);
  }
  return true;
}

}  // namespace tundish::studio::board
