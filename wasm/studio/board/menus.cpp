// What can be done with what is under the pointer.
#include <utility>

#include "board/deeds.hpp"
#include "document/layers.hpp"
#include "document/ways.hpp"

namespace tundish::studio::board {
namespace {

struct Kind {
  const char* type;
  const char* label;
  Sign sign;
};

constexpr Kind kKinds[] = {
    {"intermediate", "Step", Sign::layers}, {"result", "Result", Sign::flag},
    {"action", "Action", Sign::bolt},       {"subfunnel", "Subfunnel", Sign::nested},
    {"start", "Start", Sign::start},        {"fatalistic", "Closing layer", Sign::stop}};

void add(Menu& menu, Sign sign, std::string label, std::string keys, std::function<void()> act,
         bool begins_group = false) {
  menu.items.push_back({sign, std::move(label), std::move(keys), std::move(act), begins_group});
}

void tool(State& state, Sign sign, const char* label, const char* keys, const char* name,
          bool begins_group = false) {
  add(
      state.menu, sign, label, keys, [&state, name] { use_tool(state, name); }, begins_group);
}

void card_items(State& state, std::size_t card) {
  const std::string id = state.plan.cards()[card].id;
  const std::size_t chosen = state.selection.layers.size() + state.selection.notes.size();
  if (chosen <= 1) {
    add(state.menu, Sign::pencil, "Edit", "Enter", [&state, id] { state.opened.push_back(id); });
  }
  tool(state, Sign::copy, "Duplicate", "Ctrl D", "duplicate");
  if (chosen > 1) {
    tool(state, Sign::align, "Align left", "", "align_left", true);
    tool(state, Sign::align, "Align centres", "", "align_centre");
    tool(state, Sign::align, "Align tops", "", "align_top");
    tool(state, Sign::align, "Align middles", "", "align_middle");
    if (chosen > 2) {
      tool(state, Sign::grid, "Distribute across", "", "distribute_across");
      tool(state, Sign::grid, "Distribute down", "", "distribute_down");
    }
  }
  tool(state, Sign::frame, "Frame", "", "frame", true);
  tool(state, Sign::bin, "Remove", "Del", "remove", true);
}

void way_items(State& state, std::size_t way) {
  const std::string from = state.plan.cards()[state.plan.ways()[way].from].id;
  add(state.menu, Sign::layers, "Insert step here", "",
      [&state, way] { insert_in_way(state, way, "intermediate"); });
  add(state.menu, Sign::bolt, "Insert action here", "",
      [&state, way] { insert_in_way(state, way, "action"); });
  add(
      state.menu, Sign::pencil, "Edit conditions", "Enter",
      [&state, from] { state.opened.push_back(from); }, true);
  tool(state, Sign::bin, "Remove way", "Del", "remove");
}

void empty_items(State& state, Point plane) {
  for (const Kind& kind : kKinds) {
    const std::string type = kind.type;
    add(state.menu, kind.sign, kind.label, "",
        [&state, type, plane] { add_layer_at(state, type, plane, nullptr); });
  }
  add(
      state.menu, Sign::note, "Note", "", [&state, plane] { add_note_at(state, "note", plane); },
      true);
  add(state.menu, Sign::frame, "Frame", "",
      [&state, plane] { add_note_at(state, "frame", plane); });
  tool(state, Sign::select, "Select all", "Ctrl A", "select_all", true);
  tool(state, Sign::grid, "Tidy up", "T", "tidy");
  tool(state, Sign::frame, "Zoom to fit", "1", "fit");
}

void note_items(State& state, std::size_t number) {
  const std::string id = state.plan.notes()[number].id;
  add(state.menu, Sign::pencil, "Edit text", "Enter", [&state, id] { state.opened.push_back(id); });
  tool(state, Sign::copy, "Duplicate", "Ctrl D", "duplicate");
  tool(state, Sign::bin, "Remove", "Del", "remove", true);
}

void place(State& state, Point screen) {
  state.menu.at = screen;
  state.menu.fit_into(state.camera.view);
  state.menu.chosen.reset();
}

}  // namespace

void open_menu(State& state, Point screen, const Spot& spot) {
  state.menu.close();
  const Point plane = state.camera.plane(screen);
  switch (spot.thing) {
    case Thing::card:
    case Thing::exit:
    case Thing::plus:
      if (!state.is_selected(spot.number))
        select(state, {{state.plan.cards()[spot.number].id}, {}, {}});
      card_items(state, spot.number);
      break;
    case Thing::way:
      select(state, {{}, {}, state.plan.ways()[spot.number].pointer});
      way_items(state, spot.number);
      break;
    case Thing::note:
    case Thing::note_corner:
      if (!state.selection.notes.contains(state.plan.notes()[spot.number].id))
        select(state, {{}, {state.plan.notes()[spot.number].id}, {}});
      note_items(state, spot.number);
      break;
    case Thing::nothing:
      empty_items(state, plane);
      break;
    case Thing::minimap:
      return;
  }
  place(state, screen);
  state.said = "Menu";
}

void open_layer_menu(State& state, Point screen, const Beginning& from) {
  state.menu.close();
  const Point plane = state.camera.plane(screen);
  for (const Kind& kind : kKinds) {
    const std::string type = kind.type;
    if (type == "start") continue;
    add(state.menu, kind.sign, kind.label, "",
        [&state, type, plane, from] { add_layer_at(state, type, plane, &from); });
  }
  place(state, screen);
  state.said = "Menu: a new layer";
}

}  // namespace tundish::studio::board
