// Marks of what is known from playing: each is a tone and a sign, so that none is told by colour
// alone.
#include <algorithm>

#include "board/paint.hpp"
#include "painter_imgui/pen.hpp"

namespace tundish::studio::board {
namespace {

using painter::Weight;

struct Mark {
  Sign sign;
  const char* word;
  Colour fill, ink;
};

Mark tested_mark(const Sheet& sheet, bool is_tested) {
  const Palette& tokens = sheet.tokens;
  const Colour ink = tokens.is_dark ? painter::rgb(20, 23, 26) : painter::rgb(255, 255, 255);
  return is_tested ? Mark{Sign::done, "Tested", tokens.good, ink}
                   : Mark{Sign::lacking, "Not tested", tokens.caution, ink};
}

/// A pill round a height from the left; near enough with its word. How wide it is.
float paint_mark(Sheet& sheet, const Mark& mark, Point start, float grow) {
  const float size = 20 * grow;
  const Writing writing{11.5F, Weight::semibold, mark.ink};
  const bool has_word = sheet.zoom() >= kWordsFrom;
  const float word = has_word ? sheet.plane.width_of(mark.word, writing) + 9 : 0;
  const Box pill{start.x, start.y - size / 2, start.x + size + word, start.y + size / 2};
  sheet.plane.fill(pill.grown(2 * grow), sheet.tokens.paper, size / 2 + 2 * grow);
  sheet.plane.fill(pill, mark.fill, size / 2);
  const float sign = 13 * grow;
  sheet.plane.sign(mark.sign, {start.x + (size - sign) / 2, start.y - sign / 2}, sign, mark.ink, 3);
  if (has_word) sheet.plane.write(mark.word, writing, {start.x + size - 1, start.y}, word);
  return pill.right - pill.left;
}

}  // namespace

void paint_card_facts(Sheet& sheet, const CardNotice& notice, const Box& box) {
  const Palette& tokens = sheet.tokens;
  const float grow = std::max(1.0F, 0.55F / sheet.zoom());
  if (notice.is_here || notice.was_entered) {
    const float away = notice.is_here ? 3.0F : 1.0F;
    sheet.plane.outline(box.grown(away), tokens.accent, 10 + away,
                        (notice.is_here ? 3.5F : 1.5F) * sheet.density);
  }
  // Mostly above the card, so that its head can be read.
  Point at{box.left + 8, box.top - 7};
  const float gap = 6 * grow;
  if (notice.is_here)
    at.x +=
        gap + paint_mark(sheet, {Sign::start, "Here", tokens.accent, tokens.on_accent}, at, grow);
  if (notice.is_tested) paint_mark(sheet, tested_mark(sheet, *notice.is_tested), at, grow);
}

void paint_way_facts(Sheet& sheet, std::size_t way, const Route& route) {
  const auto& notices = sheet.state.notices.ways;
  if (way >= notices.size()) return;
  const WayNotice& notice = notices[way];
  if (!notice.was_taken && !notice.is_tested) return;
  sheet.plane.presence = sheet.presence(sheet.is_lit_way(way));
  constexpr float kRadius = 8;
  Point at = middle_of(route);
  // Its share stands in the middle.
  if (notice.traffic) at.y += 24;
  if (notice.was_taken && notice.is_tested) at.x -= kRadius + 2;
  const auto disc = [&](Sign sign, Colour fill, Colour ink) {
    sheet.plane.disc(at, kRadius + 1.5F, sheet.tokens.paper);
    sheet.plane.disc(at, kRadius, fill);
    sheet.plane.sign(sign, {at.x - 5, at.y - 5}, 10, ink, 3);
    at.x += 2 * kRadius + 4;
  };
  if (notice.was_taken) disc(Sign::start, sheet.tokens.accent, sheet.tokens.on_accent);
  if (notice.is_tested) {
    const Mark mark = tested_mark(sheet, *notice.is_tested);
    disc(mark.sign, mark.fill, mark.ink);
  }
  sheet.plane.presence = 1;
}

}  // namespace tundish::studio::board
