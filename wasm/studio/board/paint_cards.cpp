#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "board/paint.hpp"
#include "painter_imgui/pen.hpp"

namespace tundish::studio::board {
namespace {

using painter::Weight;

constexpr float kRadius = 10;
constexpr Colour kWhite = painter::rgb(255, 255, 255);
constexpr int kTopCorners = ImDrawFlags_RoundCornersTop;

constexpr std::array<Sign, 7> kSigns = {Sign::start, Sign::layers, Sign::flag,  Sign::stop,
                                        Sign::bolt,  Sign::nested, Sign::layers};

Sign sign_of_type(LayerType type) { return kSigns[static_cast<std::size_t>(type)]; }

/// A number as people write it: 12,345.
std::string grouped(double number) {
  std::string digits = std::to_string(static_cast<long long>(number + 0.5));
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string percent(double part) {
  char text[16];
  const double value = part * 100;
  std::snprintf(text, sizeof text, value > 0 && value < 9.95 ? "%.1f%%" : "%.0f%%", value);
  return text;
}

void paint_far(Sheet& sheet, const Card& card, const Box& box) {
  const Colour head = head_colour(card.type, sheet.tokens.is_dark);
  sheet.plane.fill(box, sheet.tokens.card, 0);
  sheet.plane.fill({box.left, box.top, box.right, box.top + std::max(kHeader, 30.0F)}, head, 0);
}

/// From the middle distance only the title can be read, and it has the whole card.
void paint_middle(Sheet& sheet, const Card& card, const Box& box) {
  const Colour head = head_colour(card.type, sheet.tokens.is_dark);
  sheet.plane.fill(box, sheet.tokens.card, kRadius);
  sheet.plane.outline(box, sheet.tokens.line, kRadius, sheet.density);
  sheet.plane.fill({box.left, box.top, box.right, box.top + kHeader}, head, kRadius, kTopCorners);
  sheet.plane.sign(sign_of_type(card.type), {box.left + 10, box.top + 7}, 22, kWhite, 2.2F);
  const Box text{box.left + 14, box.top + kHeader + 6, box.right - 14, box.bottom - 4};
  const float wanted = std::clamp(10 / sheet.zoom(), 25.0F, 46.0F);
  const float size = std::min(wanted, (text.bottom - text.top) * 0.7F);
  sheet.plane.write_lines(card.title, {size, Weight::semibold, sheet.tokens.ink},
                          {text.left, text.top}, {text.right - text.left, text.bottom - text.top});
}

void paint_exits(Sheet& sheet, const Card& card, const Box& box) {
  for (std::size_t number = 0; number < card.exits.size(); ++number) {
    const Exit& exit = card.exits[number];
    const float y = box.top + exit_height(card, number);
    const bool is_quiet = exit.kind == WayKind::other || !exit.way;
    float left = box.left + 14;
    if (exit.number > 0) {
      const std::string order = std::to_string(exit.number);
      const float half = order.size() > 1 ? 11.0F : 8.0F;
      const Box chip{left, y - 8, left + 2 * half, y + 8};
      sheet.plane.fill(chip, painter::mix(sheet.tokens.card, sheet.tokens.ink, 0.09F), 8);
      sheet.plane.write_centred(order, {11, Weight::semibold, sheet.tokens.muted}, {left + half, y},
                                2 * half);
      left += 2 * half + 6;
    }
    const Colour colour = is_quiet ? sheet.tokens.muted : sheet.tokens.ink;
    const float room = box.right - 16 - left;
    if (exit.number > 0) {
      sheet.plane.write(exit.label, {12, Weight::regular, colour}, {left, y}, room);
    } else {
      sheet.plane.write_back(exit.label, {12, Weight::regular, sheet.tokens.muted},
                             {box.right - 16, y}, room);
    }
  }
}

void paint_body(Sheet& sheet, const Card& card, const Box& box) {
  float y = box.top + kHeader + kPad;
  for (const Row& row : card.rows) {
    sheet.plane.sign(row.sign, {box.left + 13, y + kRow / 2 - 8}, 16, sheet.tokens.muted, 1.6F);
    sheet.plane.write(row.label, {13, Weight::regular, sheet.tokens.ink},
                      {box.left + 37, y + kRow / 2}, box.right - box.left - 37 - 14);
    y += kRow;
  }
  if (card.more > 0) {
    const std::string more = "+ " + std::to_string(card.more) + " more";
    sheet.plane.write(more, {12, Weight::regular, sheet.tokens.muted},
                      {box.left + 37, y + kMore / 2}, box.right - box.left - 50);
    y += kMore;
  }
  if (card.rows.empty() && card.exits.empty())
    sheet.plane.write("Nothing here yet", {12, Weight::regular, sheet.tokens.muted},
                      {box.left + 14, box.top + kHeader + (kRow + kPad) / 2}, 200);
  if (card.exits.empty()) return;
  if (!card.rows.empty() || card.more > 0) {
    const float line = y + kPad;
    sheet.plane.fill({box.left + 1, line - 0.5F, box.right - 1, line + 0.5F}, sheet.tokens.line);
  }
  paint_exits(sheet, card, box);
}

void paint_near(Sheet& sheet, const Card& card, const Box& box) {
  const Colour head = head_colour(card.type, sheet.tokens.is_dark);
  sheet.plane.fill(box, sheet.tokens.card, kRadius);
  sheet.plane.outline(box, sheet.tokens.line, kRadius, sheet.density);
  sheet.plane.fill({box.left, box.top, box.right, box.top + kHeader}, head, kRadius, kTopCorners);
  sheet.plane.sign(sign_of_type(card.type), {box.left + 12, box.top + kHeader / 2 - 9}, 18, kWhite);
  sheet.plane.write(card.title.empty() ? "Untitled" : card.title, {13.5F, Weight::semibold, kWhite},
                    {box.left + 38, box.top + kHeader / 2}, box.right - box.left - 38 - 14);
  paint_body(sheet, card, box);
}

void paint_findings(Sheet& sheet, const CardNotice& notice, const Box& box) {
  if (notice.errors + notice.warnings == 0) return;
  const float grow = std::max(1.0F, 0.55F / sheet.zoom());
  float right = box.right + 6 * grow;
  const auto badge = [&](int count, Colour colour) {
    if (count == 0) return;
    const std::string text = std::to_string(count);
    const float width = (text.size() > 1 ? 26.0F : 20.0F) * grow;
    const Box chip{right - width, box.top - 10 * grow, right, box.top + 10 * grow};
    sheet.plane.fill(chip.grown(2 * grow), sheet.tokens.paper, 12 * grow);
    sheet.plane.fill(chip, colour, 10 * grow);
    if (sheet.zoom() >= 0.2F)
      sheet.plane.write_centred(
          text,
          {11.5F * grow, Weight::semibold,
           sheet.tokens.is_dark ? painter::rgb(20, 23, 26) : painter::rgb(255, 255, 255)},
          {(chip.left + chip.right) / 2, box.top}, width);
    right = chip.left - 4 * grow;
  };
  badge(notice.errors, sheet.tokens.bad);
  badge(notice.warnings, sheet.tokens.caution);
}

/// Below the card: how many came, as a bar too, how many left there, how many converted.
void paint_numbers(Sheet& sheet, const CardNotice& notice, const Box& box) {
  if (!notice.reached || sheet.zoom() < kTitlesFrom) return;
  const float part = sheet.state.notices.most > 0
                         ? static_cast<float>(*notice.reached / sheet.state.notices.most)
                         : 0;
  const float top = box.bottom + 6;
  const Box rail{box.left + 2, top, box.right - 2, top + 5};
  sheet.plane.fill(rail, sheet.tokens.line, 2.5F);
  if (part > 0)
    sheet.plane.fill(
        {rail.left, rail.top, rail.left + (rail.right - rail.left) * part, rail.bottom},
        sheet.tokens.accent, 2.5F);
  if (sheet.zoom() < kWordsFrom) return;
  const float y = top + 17;
  float x = box.left + 2;
  x += sheet.plane.write(grouped(*notice.reached) + " reached",
                         {12, Weight::semibold, sheet.tokens.ink}, {x, y}, 150);
  if (const std::string change = change_text(notice.change); !change.empty())
    x += 10 +
         sheet.plane.write(change, {12, Weight::semibold, sheet.tokens.accent}, {x + 10, y}, 60);
  const double reached = std::max(*notice.reached, 1.0);
  if (notice.dropped && *notice.dropped > 0)
    x += 10 + sheet.plane.write("−" + percent(*notice.dropped / reached),
                                {12, Weight::semibold, sheet.tokens.bad}, {x + 10, y}, 70);
  if (notice.converted && *notice.converted > 0)
    sheet.plane.write(percent(*notice.converted / reached) + " won",
                      {12, Weight::semibold, sheet.tokens.good}, {x + 10, y}, 80);
}

}  // namespace

void paint_cards(Sheet& sheet) {
  const State& state = sheet.state;
  for (std::size_t number = 0; number < state.plan.cards().size(); ++number) {
    const Box box = state.plan.box(number);
    if (!box.grown(34).meets(sheet.seen)) continue;
    const Card& card = state.plan.cards()[number];
    sheet.plane.presence = sheet.presence(sheet.is_lit_card(number));
    const bool is_dragged = state.hand.doing == Doing::dragging && state.is_selected(number);
    if (is_dragged) sheet.plane.shadow(box, kRadius);
    if (sheet.zoom() < kTitlesFrom) {
      paint_far(sheet, card, box);
    } else if (sheet.zoom() < kWordsFrom) {
      paint_middle(sheet, card, box);
    } else {
      paint_near(sheet, card, box);
    }
    const float ring = 2.5F / std::max(sheet.zoom(), 0.4F);
    if (state.is_selected(number))
      sheet.plane.outline(box.grown(ring + 1), sheet.tokens.accent, kRadius + ring + 1,
                          2 * sheet.density);
    if (number < state.notices.cards.size()) {
      paint_findings(sheet, state.notices.cards[number], box);
      paint_numbers(sheet, state.notices.cards[number], box);
      paint_card_facts(sheet, state.notices.cards[number], box);
    }
  }
  sheet.plane.presence = 1;
}

}  // namespace tundish::studio::board
