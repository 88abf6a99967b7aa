#include <algorithm>
#include <cmath>
#include <cstdio>

#include "board/paint.hpp"
#include "painter_imgui/pen.hpp"

namespace tundish::studio::board {
namespace {

using painter::Weight;

struct Look {
  Colour colour;
  float thickness;
  bool is_dashed;
};

bool is_chosen(const Sheet& sheet, std::size_t way) {
  return !sheet.state.selection.way.empty() &&
         sheet.state.plan.ways()[way].pointer == sheet.state.selection.way;
}

bool is_hovered(const Sheet& sheet, std::size_t way) {
  return sheet.state.hovered == Spot{Thing::way, way, 0};
}

Look look_of(const Sheet& sheet, std::size_t number) {
  const Way& way = sheet.state.plan.ways()[number];
  const auto& notices = sheet.state.notices.ways;
  Look look{sheet.tokens.way, 1.6F, way.kind == WayKind::usual};
  if (way.kind == WayKind::other) {
    look.colour = painter::mix(sheet.tokens.paper, sheet.tokens.way, 0.5F);
    look.thickness = 1.2F;
  }
  const WayNotice notice = number < notices.size() ? notices[number] : WayNotice{};
  if (notice.traffic) {
    const float part = static_cast<float>(std::min(*notice.traffic, 1.0));
    look.thickness += 7 * part;
    look.is_dashed = false;
    look.colour = painter::mix(sheet.tokens.way, sheet.tokens.accent, 0.25F + 0.45F * part);
  }
  if (notice.was_taken) {
    look.thickness = std::max(look.thickness, 3.2F);
    look.is_dashed = false;
    look.colour = sheet.tokens.accent;
  }
  const bool is_lit = !sheet.state.lit_ways.empty() && sheet.state.lit_ways[number];
  if (is_lit) {
    look.colour = painter::mix(look.colour, sheet.tokens.accent, 0.8F * sheet.state.dim);
    look.thickness += 0.4F;
  }
  if (is_hovered(sheet, number) || is_chosen(sheet, number)) {
    look.colour = sheet.tokens.accent;
    look.thickness = std::max(look.thickness, 2.4F);
  }
  return look;
}

/// From afar a line is as fine as the screen can draw it.
void paint_far(Sheet& sheet, const Route& route, const Look& look) {
  for (std::size_t at = 1; at < route.corners.size(); ++at)
    sheet.plane.hairline(route.corners[at - 1], route.corners[at], look.colour,
                         look.thickness > 3 ? 2 * sheet.density : sheet.density);
}

void paint_way(Sheet& sheet, std::size_t number) {
  const Route* route = sheet.state.plan.route(number);
  if (!route || !route->bounds.grown(12).meets(sheet.seen)) return;
  sheet.plane.presence = sheet.presence(sheet.is_lit_way(number));
  const Look look = look_of(sheet, number);
  if (sheet.zoom() < kTitlesFrom) return paint_far(sheet, *route, look);
  // From afar lines may not be thinner than what can be seen.
  const float thickness = std::max(look.thickness, 1.1F / sheet.zoom());
  const float head = 6 + thickness;
  if (look.is_dashed && sheet.zoom() > 0.4F) {
    sheet.plane.dashes(route->line, look.colour, thickness, sheet.seen);
  } else {
    sheet.plane.path(route->line, look.colour, thickness);
  }
  const Point to = route->ends.to;
  sheet.plane.triangle({to.x, to.y}, {to.x - head * 1.3F, to.y - head * 0.75F},
                       {to.x - head * 1.3F, to.y + head * 0.75F}, look.colour);
}

}  // namespace

Point middle_of(const Route& route) {
  Point best = route.ends.from;
  float longest = -1;
  for (std::size_t at = 1; at < route.corners.size(); ++at) {
    const Point a = route.corners[at - 1], b = route.corners[at];
    const float length = std::abs(b.x - a.x) + 0.6F * std::abs(b.y - a.y);
    if (length <= longest) continue;
    longest = length;
    best = {(a.x + b.x) / 2, (a.y + b.y) / 2};
  }
  return best;
}

namespace {

void paint_label(Sheet& sheet, Point at, const std::string& text, Colour colour, float most) {
  const Writing writing{12, Weight::semibold, colour};
  const float width = std::min(sheet.plane.width_of(text, writing), most);
  const Box box{at.x - width / 2 - 8, at.y - 11, at.x + width / 2 + 8, at.y + 11};
  sheet.plane.fill(box, sheet.tokens.card, 11);
  sheet.plane.outline(box, sheet.tokens.line, 11, sheet.density);
  sheet.plane.write_centred(text, writing, at, width + 1);
}

void paint_traffic(Sheet& sheet, std::size_t way, const Route& route) {
  const auto& notices = sheet.state.notices.ways;
  if (way >= notices.size() || !notices[way].traffic) return;
  char text[16];
  const double share = *notices[way].traffic * 100;
  std::snprintf(text, sizeof text, share > 0 && share < 1 ? "%.1f%%" : "%.0f%%", share);
  const std::string change = change_text(notices[way].change);
  sheet.plane.presence = sheet.presence(sheet.is_lit_way(way));
  paint_label(sheet, middle_of(route), change.empty() ? text : text + ("  " + change),
              sheet.tokens.ink, 120);
  sheet.plane.presence = 1;
}

const Exit* exit_of(const Sheet& sheet, std::size_t way) {
  for (const Exit& exit : sheet.state.plan.cards()[sheet.state.plan.ways()[way].from].exits)
    if (exit.way == way) return &exit;
  return nullptr;
}

void paint_port(Sheet& sheet, std::size_t card, std::size_t number) {
  const Exit& exit = sheet.state.plan.cards()[card].exits[number];
  const Point at = sheet.state.plan.port(card, number);
  const bool is_over = sheet.state.hovered == Spot{Thing::exit, card, number};
  sheet.plane.presence = sheet.presence(sheet.is_lit_card(card));
  const Colour colour = is_over || (exit.way && is_chosen(sheet, *exit.way)) ? sheet.tokens.accent
                        : exit.way                                           ? sheet.tokens.way
                                                                             : sheet.tokens.control;
  const float radius = is_over ? 6.5F : 4.5F;
  sheet.plane.disc(at, radius, sheet.tokens.card);
  sheet.plane.ring(at, radius, colour, 1.6F);
  if (exit.way) sheet.plane.disc(at, radius - 2, colour);
  sheet.plane.presence = 1;
}

/// On the way itself: which of the jumps it is.
void paint_order(Sheet& sheet, std::size_t way, const Route& route) {
  const Exit* exit = exit_of(sheet, way);
  if (!exit || exit->number == 0) return;
  const Point at{route.ends.from.x + 14, route.ends.from.y};
  sheet.plane.presence = sheet.presence(sheet.is_lit_way(way));
  const bool is_marked = is_hovered(sheet, way) || is_chosen(sheet, way);
  sheet.plane.disc(at, 8, is_marked ? sheet.tokens.accent : sheet.tokens.card);
  if (!is_marked) sheet.plane.ring(at, 8, sheet.tokens.way, 1.2F);
  sheet.plane.write_centred(
      std::to_string(exit->number),
      {10.5F, Weight::semibold, is_marked ? sheet.tokens.on_accent : sheet.tokens.muted}, at, 16);
  sheet.plane.presence = 1;
}

void paint_plus(Sheet& sheet) {
  const State& state = sheet.state;
  const auto mark = [&](std::size_t card) {
    if (!state.plan.cards()[card].can_jump) return;
    const Point at = plus_of(state, card);
    const bool is_over = state.hovered == Spot{Thing::plus, card, 0};
    sheet.plane.disc(at, 9, is_over ? sheet.tokens.accent : sheet.tokens.card);
    sheet.plane.ring(at, 9, is_over ? sheet.tokens.accent : sheet.tokens.control, 1.4F);
    sheet.plane.sign(Sign::plus, {at.x - 6.5F, at.y - 6.5F}, 13,
                     is_over ? sheet.tokens.on_accent : sheet.tokens.muted, 2.4F);
  };
  const bool is_card = state.hovered.thing == Thing::card || state.hovered.thing == Thing::plus;
  if (is_card && state.hand.doing == Doing::nothing) mark(state.hovered.number);
  const auto chosen = selected_cards(state);
  const bool is_marked = is_card && !chosen.empty() && state.hovered.number == chosen.front();
  if (chosen.size() == 1 && !is_marked && state.hand.doing == Doing::nothing) mark(chosen.front());
}

}  // namespace

void paint_ways(Sheet& sheet) {
  const std::size_t count = sheet.state.plan.ways().size();
  // Those that are looked at lie over the others.
  const auto is_upper = [&](std::size_t way) {
    return is_hovered(sheet, way) || is_chosen(sheet, way) ||
           (!sheet.state.lit_ways.empty() && sheet.state.lit_ways[way]);
  };
  for (std::size_t way = 0; way < count; ++way)
    if (!is_upper(way)) paint_way(sheet, way);
  for (std::size_t way = 0; way < count; ++way)
    if (is_upper(way)) paint_way(sheet, way);
  sheet.plane.presence = 1;
}

void paint_marks(Sheet& sheet) {
  if (sheet.zoom() < 0.35F) return;
  for (std::size_t card = 0; card < sheet.state.plan.cards().size(); ++card) {
    if (!sheet.state.plan.box(card).grown(20).meets(sheet.seen)) continue;
    for (std::size_t exit = 0; exit < sheet.state.plan.cards()[card].exits.size(); ++exit)
      paint_port(sheet, card, exit);
  }
  if (sheet.zoom() < kWordsFrom) return;
  for (std::size_t way = 0; way < sheet.state.plan.ways().size(); ++way) {
    const Route* route = sheet.state.plan.route(way);
    if (!route || !route->bounds.grown(12).meets(sheet.seen)) continue;
    paint_order(sheet, way, *route);
    paint_traffic(sheet, way, *route);
    paint_way_facts(sheet, way, *route);
    const Exit* exit =
        is_hovered(sheet, way) || is_chosen(sheet, way) ? exit_of(sheet, way) : nullptr;
    if (!exit || exit->label.empty()) continue;
    const std::string order = exit->number > 0 ? std::to_string(exit->number) + "  " : "";
    paint_label(sheet, middle_of(*route), order + exit->label, sheet.tokens.accent, 260);
  }
  paint_plus(sheet);
}

}  // namespace tundish::studio::board
