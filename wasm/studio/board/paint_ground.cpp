#include <algorithm>
#include <cmath>

#include "board/paint.hpp"
#include "painter_imgui/pen.hpp"

namespace tundish::studio::board {
namespace {

/// Dots in rows and columns so far apart.
void dots(Sheet& sheet, float step, Colour colour, float side) {
  const Box& seen = sheet.seen;
  for (float x = std::floor(seen.left / step) * step; x < seen.right; x += step)
    for (float y = std::floor(seen.top / step) * step; y < seen.bottom; y += step)
      sheet.plane.dot({x, y}, side, colour);
}

void paint_frame(Sheet& sheet, std::size_t number, const Box& box) {
  const Note& note = sheet.state.plan.notes()[number];
  const NoteColours colours = note_colours(note.colour, sheet.tokens.is_dark);
  sheet.plane.fill(box, painter::with_opacity(colours.fill, 0.55F), 14);
  sheet.plane.outline(box, colours.line, 14, sheet.density * 1.5F);
  const float size = std::clamp(15 / std::min(sheet.zoom() * 1.2F, 1.0F), 15.0F, 44.0F);
  if (sheet.zoom() < 0.14F) return;
  sheet.plane.write(note.text, {size, painter::Weight::semibold, colours.ink},
                    {box.left + 14, box.top + 8 + size * 0.7F}, box.right - box.left - 28);
}

void paint_note(Sheet& sheet, std::size_t number, const Box& box) {
  const Note& note = sheet.state.plan.notes()[number];
  const NoteColours colours = note_colours(note.colour, sheet.tokens.is_dark);
  sheet.plane.fill(box, colours.fill, 8);
  sheet.plane.outline(box, colours.line, 8, sheet.density);
  if (sheet.zoom() < kTitlesFrom) return;
  const float size = sheet.zoom() < kWordsFrom ? 20.0F : 13.0F;
  sheet.plane.write_lines(note.text, {size, painter::Weight::regular, colours.ink},
                          {box.left + 12, box.top + 10},
                          {box.right - box.left - 24, box.bottom - box.top - 16});
}

}  // namespace

void paint_ground(Sheet& sheet) {
  // Dots keep 20 to 40 pixels apart; those between fade while somebody zooms out.
  float step = 24;
  while (step * sheet.zoom() < 20) step *= 2;
  while (step * sheet.zoom() > 40) step /= 2;
  const float side = sheet.zoom() < 0.3F ? 1.0F : 1.5F;
  const float near = std::clamp((step * sheet.zoom() - 20) / 14, 0.0F, 1.0F);
  const float far = std::clamp(sheet.zoom() * 2.5F, 0.35F, 1.0F);
  dots(sheet, step * 2, painter::with_opacity(sheet.tokens.grid, far), side * sheet.density);
  if (near > 0.05F)
    dots(sheet, step, painter::with_opacity(sheet.tokens.grid, near * far * 0.8F),
         side * sheet.density);
}

void paint_notes(Sheet& sheet, bool are_frames) {
  for (std::size_t number = 0; number < sheet.state.plan.notes().size(); ++number) {
    const Note& note = sheet.state.plan.notes()[number];
    const Box box = sheet.state.plan.note_box(number);
    if ((note.kind == "frame") != are_frames || !box.grown(4).meets(sheet.seen)) continue;
    if (are_frames) {
      paint_frame(sheet, number, box);
    } else {
      paint_note(sheet, number, box);
    }
    const bool is_chosen = sheet.state.selection.notes.contains(note.id);
    if (is_chosen) sheet.plane.outline(box.grown(3), sheet.tokens.accent, 12, 2 * sheet.density);
    if (!is_chosen && !(sheet.state.hovered == Spot{Thing::note_corner, number, 0})) continue;
    const float s = 10 / std::max(sheet.zoom(), 0.5F);
    sheet.plane.line({box.right - 4, box.bottom - s}, {box.right - s, box.bottom - 4},
                     sheet.tokens.muted, 1.5F * sheet.density);
  }
}

}  // namespace tundish::studio::board
