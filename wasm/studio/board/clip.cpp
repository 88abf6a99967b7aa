#include "board/clip.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "board/deed.hpp"
#include "board/deeds.hpp"
#include "board/figure.hpp"
#include "board/room.hpp"
#include "document/notes.hpp"
#include "document/paste.hpp"
#include "document/places.hpp"
#include "document/read.hpp"
#include "document/request.hpp"

namespace tundish::studio::board {
namespace {

Json json_of(const Note& note) {
  return {{"id", note.id},
          {"kind", note.kind},
          {"text", note.text},
          {"colour", note.colour},
          {"x", std::lround(note.at.x)},
          {"y", std::lround(note.at.y)},
          {"width", std::lround(note.size.width)},
          {"height", std::lround(note.size.height)}};
}

std::vector<Note> notes_in(const Json& copied) {
  return notes_of({{"x_studio", {{"notes", list_in(copied, "notes")}}}});
}

/// Where copied layers were; those that were nowhere stand below each other.
std::vector<Point> places_in(const Json& layers) {
  std::vector<Point> places;
  Point next;
  for (const Json& layer : layers) {
    places.push_back(place_of(layer).value_or(next));
    next = {places.back().x, places.back().y + kCardWidth};
  }
  return places;
}

/// What the pasted things will cover, where they were copied from.
std::vector<Box> boxes_of(const Json& document, const std::vector<Point>& places, std::size_t first,
                          const std::vector<Note>& notes, const std::string& language) {
  const Figure figure = figure_of(document, language);
  std::vector<Box> boxes;
  for (std::size_t one = 0; one < places.size(); ++one)
    boxes.push_back(box_of(places[one], figure.cards[first + one].size));
  for (const Note& note : notes) boxes.push_back(box_of(note.at, note.size));
  return boxes;
}

}  // namespace

Json copied(const State& state) {
  std::vector<std::string> ids;
  for (const std::size_t card : selected_cards(state)) ids.push_back(state.plan.cards()[card].id);
  Json copied = copy_layers(*state.definition, ids);
  for (Json& layer : copied["layers"]) {
    const auto card = state.plan.card_named(text_of(layer, "id"));
    if (!card) continue;
    Json& kept = layer["x_studio"];
    if (!kept.is_object()) kept = Json::object();
    kept["x"] = std::lround(state.plan.place(*card).x);
    kept["y"] = std::lround(state.plan.place(*card).y);
  }
  copied["notes"] = Json::array();
  for (const std::size_t note : selected_notes(state))
    copied["notes"].push_back(json_of(state.plan.notes()[note]));
  return copied;
}

std::optional<Misfit> paste(State& state, const Json& copied) {
  const Json& layers = list_in(copied, "layers");
  const std::vector<Note> notes = notes_in(copied);
  if (layers.empty() && notes.empty()) return Misfit{"", "There are no layers."};
  Deed deed(state);
  deed.add(pinned(state));
  std::vector<Point> places = places_in(layers);
  const std::size_t first = list_in(deed.document(), "layers").size();
  if (!layers.empty()) {
    Json request{{"do", "paste_layers"}, {"layers", layers}};
    if (copied.contains("content")) request["content"] = copied["content"];
    Asked asked = read_request(deed.document(), request);
    if (const Misfit* misfit = std::get_if<Misfit>(&asked)) return *misfit;
    Command& command = *std::get_if<Command>(&asked);
    if (command.misfit) return command.misfit;
    deed.add(std::move(command));
  }
  const bool has_frames = std::any_of(notes.begin(), notes.end(),
                                      [](const Note& note) { return note.kind == "frame"; });
  const Point by = way_to_room(
      state, boxes_of(deed.document(), places, first, notes, state.language), has_frames);
  Selection pasted;
  std::vector<std::pair<std::size_t, Point>> placed;
  for (std::size_t one = 0; one < places.size(); ++one) {
    placed.emplace_back(first + one, Point{places[one].x + by.x, places[one].y + by.y});
    pasted.layers.insert(text_of(deed.document()["layers"][first + one], "id"));
  }
  deed.add(place_layers(deed.document(), placed));
  for (Note note : notes) {
    note.at = {note.at.x + by.x, note.at.y + by.y};
    deed.add(add_note(deed.document(), note));
    pasted.notes.insert(notes_of(deed.document()).back().id);
  }
  std::move(deed).perform(state, "Paste");
  select(state, std::move(pasted));
  follow(state);
  return std::nullopt;
}

}  // namespace tundish::studio::board
