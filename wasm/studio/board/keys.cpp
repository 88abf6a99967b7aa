#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "board/deeds.hpp"
#include "board/hands.hpp"

namespace tundish::studio::board {
namespace {

/// Where a key that points leads, in the plane.
std::optional<Point> direction_of(std::string_view key) {
  if (key == "ArrowLeft") return Point{-1, 0};
  if (key == "ArrowRight") return Point{1, 0};
  if (key == "ArrowUp") return Point{0, -1};
  if (key == "ArrowDown") return Point{0, 1};
  return std::nullopt;
}

Point middle_of(const Box& box) { return {(box.left + box.right) / 2, (box.top + box.bottom) / 2}; }

/// The nearest card up or down, or whichever way the key points.
std::optional<std::size_t> nearest(const State& state, std::size_t from, Point direction) {
  const Point at = middle_of(state.plan.box(from));
  std::optional<std::size_t> best;
  float least = 0;
  for (std::size_t card = 0; card < state.plan.cards().size(); ++card) {
    if (card == from) continue;
    const Point other = middle_of(state.plan.box(card));
    const float along = (other.x - at.x) * direction.x + (other.y - at.y) * direction.y;
    const float aside =
        std::abs((other.x - at.x) * direction.y) + std::abs((other.y - at.y) * direction.x);
    if (along <= 1) continue;
    const float cost = along + 3 * aside;
    if (best && cost >= least) continue;
    best = card;
    least = cost;
  }
  return best;
}

/// Along the ways: onward to the right, back to the left; up and down among neighbours.
void walk(State& state, Point direction) {
  const std::vector<std::size_t> chosen = selected_cards(state);
  if (chosen.empty()) {
    if (!state.plan.cards().empty())
      select_card(state, state.plan.figure().graph.start.value_or(0));
    return;
  }
  const std::size_t from = chosen.front();
  std::optional<std::size_t> to;
  const auto is_elsewhere = [&](const Way& way) { return way.to && way.from != *way.to; };
  if (direction.x > 0) {
    for (const Exit& exit : state.plan.cards()[from].exits)
      if (!to && exit.way && is_elsewhere(state.plan.ways()[*exit.way]))
        to = state.plan.ways()[*exit.way].to;
  } else if (direction.x < 0) {
    for (const Way& way : state.plan.ways())
      if (!to && is_elsewhere(way) && *way.to == from) to = way.from;
  }
  if (!to) to = nearest(state, from, direction);
  if (to) select_card(state, *to);
}

void choose_item(State& state, int step) {
  Menu& menu = state.menu;
  const int count = static_cast<int>(menu.items.size());
  const int now = menu.chosen ? static_cast<int>(*menu.chosen) : (step > 0 ? -1 : 0);
  menu.chosen = static_cast<std::size_t>((now + step + count) % count);
  state.said = menu.items[*menu.chosen].label;
}

bool menu_key(State& state, std::string_view key) {
  if (key == "ArrowDown") choose_item(state, 1);
  if (key == "ArrowUp") choose_item(state, -1);
  if (key == "Escape" || key == "Tab") state.menu.close();
  if ((key == "Enter" || key == " ") && state.menu.chosen) {
    const auto act = state.menu.items[*state.menu.chosen].act;
    state.menu.close();
    act();
  }
  return key != "Tab";
}

/// Where a menu by keyboard opens: at what is selected, else in the middle.
void menu_by_key(State& state) {
  const std::vector<std::size_t> cards = selected_cards(state);
  const std::vector<std::size_t> notes = selected_notes(state);
  Spot spot;
  Point at{state.camera.view.width / 2, state.camera.view.height / 2};
  if (!cards.empty()) {
    spot = {Thing::card, cards.front(), 0};
    const Box box = state.plan.box(cards.front());
    at = state.camera.screen({box.left + 24, box.top + kHeader});
  } else if (!notes.empty()) {
    spot = {Thing::note, notes.front(), 0};
    at = state.camera.screen(state.plan.notes()[notes.front()].at);
  } else if (const auto way = state.plan.way_at(state.selection.way)) {
    spot = {Thing::way, *way, 0};
    at = state.camera.screen(state.plan.port_of(*way));
  }
  open_menu(state, at, spot);
  choose_item(state, 1);
}

bool open_selected(State& state) {
  const std::size_t before = state.opened.size();
  for (const std::size_t card : selected_cards(state))
    state.opened.push_back(state.plan.cards()[card].id);
  for (const std::size_t note : selected_notes(state))
    state.opened.push_back(state.plan.notes()[note].id);
  if (const auto way = state.plan.way_at(state.selection.way))
    state.opened.push_back(state.plan.cards()[state.plan.ways()[*way].from].id);
  if (state.opened.size() > before + 1) state.opened.resize(before + 1);
  return state.opened.size() > before;
}

bool escape(State& state) {
  if (state.hand.doing != Doing::nothing) {
    let_go(state);
    return true;
  }
  if (state.selection.is_empty()) return false;
  select(state, {});
  return true;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTools = {
    {{"+", "zoom_in"},
     {"=", "zoom_in"},
     {"-", "zoom_out"},
     {"0", "zoom_life"},
     {"1", "fit"},
     {"2", "fit_selection"},
     {"t", "tidy"},
     {"Delete", "remove"}}};

}  // namespace

bool take_key(State& state, std::string_view key, bool is_shift, bool is_ctrl, bool is_alt) {
  if (state.menu.is_open()) return menu_key(state, key);
  if (is_ctrl) {
    const bool selects = key == "a" || key == "A", copies = key == "d" || key == "D";
    if (selects || copies) return use_tool(state, selects ? "select_all" : "duplicate");
    if (key == "+" || key == "=") return use_tool(state, "zoom_in");
    if (key == "-") return use_tool(state, "zoom_out");
    return key == "0" && use_tool(state, "zoom_life");
  }
  if (const auto direction = direction_of(key)) {
    const float step = is_shift ? 40 : 8;
    if (is_alt) {
      nudge(state, {direction->x * step, direction->y * step});
    } else {
      walk(state, *direction);
    }
    return true;
  }
  if (is_alt) return false;
  if (key == "Escape") return escape(state);
  if (key == "Enter") return open_selected(state);
  if (key == "Backspace") key = "Delete";
  if (key == "ContextMenu" || (key == "F10" && is_shift)) {
    menu_by_key(state);
    return true;
  }
  if (key == " ") {
    state.is_space_held = true;
    return true;
  }
  for (const auto& [name, tool] : kTools)
    if (name == key) return use_tool(state, tool);
  return false;
}

void release_key(State& state, std::string_view key) {
  if (key == " ") state.is_space_held = false;
}

}  // namespace tundish::studio::board
