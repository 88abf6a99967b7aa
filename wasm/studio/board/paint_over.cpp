#include <algorithm>
#include <cmath>

#include "board/paint.hpp"
#include "painter_imgui/pen.hpp"

namespace tundish::studio::board {
namespace {

using painter::Weight;

void paint_box(Sheet& sheet) {
  const Point a = sheet.state.hand.began, b = sheet.state.hand.at;
  Box box{a.x, a.y, a.x, a.y};
  box.add(b);
  sheet.screen.fill(box, painter::with_opacity(sheet.tokens.accent, 0.1F), 3);
  sheet.screen.outline(box, sheet.tokens.accent, 3, sheet.density);
}

void paint_connection(Sheet& sheet) {
  const State& state = sheet.state;
  const Spot& spot = state.hand.spot;
  const Point from = spot.thing == Thing::plus ? plus_of(state, spot.number)
                                               : state.plan.port(spot.number, spot.exit);
  const Point to = state.camera.plane(state.hand.at);
  const bool is_down = spot.thing == Thing::plus;
  const float bend = std::max(40.0F, std::abs(to.x - from.x) / 2);
  std::vector<Point> curve;
  for (int step = 0; step <= 24; ++step) {
    const float t = static_cast<float>(step) / 24, u = 1 - t;
    const Point b{from.x + (is_down ? 0 : bend), from.y + (is_down ? 60.0F : 0)};
    const Point c{to.x - bend, to.y};
    const float w0 = u * u * u, w1 = 3 * u * u * t, w2 = 3 * u * t * t, w3 = t * t * t;
    curve.push_back({w0 * from.x + w1 * b.x + w2 * c.x + w3 * to.x,
                     w0 * from.y + w1 * b.y + w2 * c.y + w3 * to.y});
  }
  sheet.plane.path(curve, sheet.tokens.accent, std::max(2.0F, 1.4F / sheet.zoom()));
  sheet.plane.disc(to, 5, sheet.tokens.accent);
  const bool is_card = state.hovered.thing == Thing::card || state.hovered.thing == Thing::exit ||
                       state.hovered.thing == Thing::plus;
  if (is_card)
    sheet.plane.outline(state.plan.box(state.hovered.number).grown(4), sheet.tokens.accent, 14,
                        3 * sheet.density);
}

}  // namespace

void paint_hand(Sheet& sheet) {
  for (const Guide& guide : sheet.state.hand.guides)
    sheet.plane.line(guide.from, guide.to, sheet.tokens.accent, sheet.density);
  if (sheet.state.hand.doing == Doing::boxing) paint_box(sheet);
  if (sheet.state.hand.doing == Doing::connecting) paint_connection(sheet);
}

void paint_map(Sheet& sheet) {
  const State& state = sheet.state;
  const Box map = map_box(state);
  if (map.right <= map.left) return;
  sheet.screen.shadow(map, 10);
  sheet.screen.fill(map, painter::with_opacity(sheet.tokens.card, 0.96F), 10);
  sheet.screen.outline(map, sheet.tokens.line, 10, sheet.density);
  const Box all = mapped(state);
  const float by = (map.right - map.left) / (all.right - all.left);
  const auto on_map = [&](const Box& box) {
    return Box{map.left + (box.left - all.left) * by, map.top + (box.top - all.top) * by,
               map.left + (box.right - all.left) * by, map.top + (box.bottom - all.top) * by};
  };
  const bool is_dark = sheet.tokens.is_dark;
  for (std::size_t card = 0; card < state.plan.cards().size(); ++card) {
    Box box = on_map(state.plan.box(card));
    box.right = std::max(box.right, box.left + 1.5F);
    box.bottom = std::max(box.bottom, box.top + 1.5F);
    const LayerType type = state.plan.cards()[card].type;
    const bool is_plain = type == LayerType::intermediate || type == LayerType::unknown;
    const Colour colour = state.is_selected(card) ? sheet.tokens.accent
                          : is_plain ? painter::mix(sheet.tokens.card, sheet.tokens.control, 0.75F)
                                     : head_colour(type, is_dark);
    sheet.screen.block(box, colour);
  }
  Box seen = on_map(sheet.seen);
  seen = {std::max(seen.left, map.left + 2), std::max(seen.top, map.top + 2),
          std::min(seen.right, map.right - 2), std::min(seen.bottom, map.bottom - 2)};
  if (seen.left >= seen.right || seen.top >= seen.bottom) return;
  sheet.screen.fill(seen, painter::with_opacity(sheet.tokens.accent, 0.08F), 3);
  sheet.screen.outline(seen, sheet.tokens.accent, 3, 1.5F * sheet.density);
}

void paint_menu(Sheet& sheet) {
  const Menu& menu = sheet.state.menu;
  if (!menu.is_open()) return;
  const Box box = menu.box();
  sheet.screen.shadow(box, 10);
  sheet.screen.fill(box, sheet.tokens.card, 10);
  sheet.screen.outline(box, sheet.tokens.line, 10, sheet.density);
  for (std::size_t number = 0; number < menu.items.size(); ++number) {
    const MenuItem& item = menu.items[number];
    const float top = box.top + menu.top_of(number), middle = top + Menu::kItem / 2;
    if (item.begins_group)
      sheet.screen.fill({box.left + 1, top - 5, box.right - 1, top - 4}, sheet.tokens.line);
    if (menu.chosen == number)
      sheet.screen.fill({box.left + 6, top, box.right - 6, top + Menu::kItem},
                        painter::mix(sheet.tokens.card, sheet.tokens.ink, 0.07F), 6);
    const bool is_grave = item.sign == Sign::bin;
    const Colour colour = is_grave ? sheet.tokens.bad : sheet.tokens.ink;
    sheet.screen.sign(item.sign, {box.left + 16, middle - 8}, 16,
                      is_grave ? sheet.tokens.bad : sheet.tokens.muted, 1.7F);
    sheet.screen.write(item.label, {13, Weight::regular, colour}, {box.left + 42, middle},
                       Menu::kWidth - 100);
    sheet.screen.write_back(item.keys, {12, Weight::regular, sheet.tokens.muted},
                            {box.right - 16, middle}, 60);
  }
}

}  // namespace tundish::studio::board
