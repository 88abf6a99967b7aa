#include "painter_imgui/chat.hpp"

#include <algorithm>
#include <cmath>

#include "painter_imgui/fields.hpp"
#include "painter_imgui/files.hpp"
#include "painter_imgui/icons.hpp"
#include "painter_imgui/messages.hpp"

namespace tundish::painter {

namespace {

constexpr float kBar = 64;
constexpr float kNear = 64;

void paint_bar(Pen& pen) {
  const Colours& colours = pen.colours;
  const std::string& logo = pen.scene.logo;
  if (pen.find_picture(logo)) {
    pen.picture(logo, {16, 12, 40, 40}, 20);
  } else {
    pen.disc(36, 32, 20, colours.accent);
    draw_icon(pen, Icon::chat, 25, 21, 22, colours.on_accent);
  }
  const Type type{16, Weight::semibold, colours.ink, 1.25F};
  const float room = pen.outer - 84;
  const float words = pen.break_lines(pen.scene.view.title, type, room).height;
  pen.write(pen.scene.view.title, type, 68, (kBar - words) / 2, room);
  pen.fill({0, kBar - 1, pen.outer, 1}, colours.line);
}

/// With a sharp corner where its group begins.
void fill_bubble(Pen& pen, const Rect& rect, Colour colour, bool is_first, bool is_visitors) {
  const float round = std::min(18.0F, rect.h / 2);
  pen.fill(rect, colour, round);
  if (!is_first) return;
  const float corner = is_visitors ? rect.x + rect.w - round : rect.x;
  pen.fill({corner, rect.y, round, round}, colour, 5);
}

void paint_said(Pen& pen, const Entry& entry, Colour ink) {
  if (!entry.again.empty()) {
    for (const std::string& why : entry.again) {
      pen.write_below(why, {16, Weight::regular, ink});
    }
    return;
  }
  const ViewComponent& component = entry.component;
  paint_message(pen, component, Size::bubble, ink);
  if (!component.label.empty()) pen.write_below(component.label, {16, Weight::regular, ink});
  if (!component.help.empty()) {
    pen.write_below(component.help, {14, Weight::regular, pen.colours.muted});
  }
}

float width_of(Pen& pen, const Entry& entry, const Value* file, float most) {
  if (file) return most;
  const Type type{16, Weight::regular, 0};
  if (entry.is_visitors) return pen.break_lines(entry.text, type, most).width;
  float width =
      entry.again.empty() ? measure_message(pen, entry.component, most, Size::bubble).width : 0;
  for (const std::string& why : entry.again) {
    width = std::max(width, pen.break_lines(why, type, most).width);
  }
  return width;
}

/// Goes back to where it was replied, to reply anew.
void paint_change(Pen& pen, const Entry& entry, std::size_t index, float x, float bottom) {
  Spot spot;
  spot.id = "change/" + std::to_string(index);
  spot.kind = "button";
  spot.name = word(pen, "changeAnswer");
  spot.rect = {x - 44, bottom - 44, 44, 44};
  const Rect rect = spot.rect;
  const Touch touch = pen.touch(std::move(spot));
  const Colour ink = touch.is_hovered ? pen.colours.ink : pen.colours.muted;
  draw_icon(pen, Icon::pencil, rect.x + 13, rect.y + 13, 18, ink);
  if (touch.has_focus) pen.ring({rect.x + 7, rect.y + 7, 30, 30}, 15);
  if (touch.is_tapped) pen.memory.tell({{"do", "change"}, {"layer", entry.layer}});
}

void paint_bubble(Pen& pen, const Entry& entry, std::size_t index, bool is_first) {
  const Colours& colours = pen.colours;
  const float edge = 16, inside = 14, whole = pen.outer - 2 * edge;
  const float most = std::min(whole * 0.84F, 360.0F) - 2 * inside;
  const Value* notes = pen.scene.notes.find("entry/" + std::to_string(index));
  const Value* file = notes ? notes->find("file") : nullptr;
  const float words = std::ceil(width_of(pen, entry, file, most)) + 1;
  const float width = words + 2 * inside;
  if (is_first) pen.y += 11;
  const float x = entry.is_visitors ? edge + whole - width : edge, top = pen.y;
  ImDrawList& list = *pen.list();
  list.ChannelsSplit(2);
  list.ChannelsSetCurrent(1);
  pen.x = x + inside;
  pen.width = words;
  pen.y = top + 9;
  const Colour ink = entry.is_visitors ? colours.on_accent : colours.ink;
  if (file)
    paint_file_line(pen, *file, ink);
  else if (entry.is_visitors)
    pen.write_below(entry.text, {16, Weight::regular, ink});
  else
    paint_said(pen, entry, ink);
  const Rect rect{x, top, width, pen.y + 9 - top};
  list.ChannelsSetCurrent(0);
  fill_bubble(pen, rect, entry.is_visitors ? colours.accent : colours.surface, is_first,
              entry.is_visitors);
  list.ChannelsMerge();
  if (!entry.layer.empty()) paint_change(pen, entry, index, x, rect.y + rect.h);
  pen.y = rect.y + rect.h + 3;
}

void paint_writing(Pen& pen) {
  const Rect rect{16, pen.y + 11, 61, 37};
  fill_bubble(pen, rect, pen.colours.surface, true, false);
  for (int dot = 0; dot < 3; ++dot) {
    const double beat = ImGui::GetTime() / 1.2 - dot * 0.13;
    const double phase = beat - std::floor(beat);
    const float bright =
        phase > 0.6 ? 0.3F : 0.3F + 0.7F * static_cast<float>(std::sin(phase / 0.6 * 3.1416));
    pen.disc(rect.x + 20 + static_cast<float>(dot) * 12, rect.y + 18.5F, 3.5F,
             with_opacity(pen.colours.muted, bright));
  }
  pen.memory.wants_frames = true;
  pen.y = rect.y + rect.h + 3;
}

void paint_below(Pen& pen) {
  const Chat& chat = pen.scene.chat;
  if (chat.said.empty()) return;
  const Type type{14, Weight::regular, pen.colours.muted};
  const float room = pen.outer - 64;
  const float words = pen.break_lines(chat.said, type, room).width;
  pen.y += 20;
  const float mark = chat.has_ended ? 24 : 0;
  const float begin = (pen.outer - words - mark) / 2;
  if (chat.has_ended) draw_icon(pen, Icon::check, begin, pen.y + 1, 18, pen.colours.good, 2.4F);
  pen.y += pen.write(chat.said, type, begin + mark, pen.y, words + 1);
}

/// The end stays in sight unless the visitor reads what was said before.
void scroll(Pen& pen, const Rect& thread) {
  Memory& memory = pen.memory;
  const ImGuiIO& io = ImGui::GetIO();
  const Rect at = pen.placed(thread);
  const bool is_over = io.MousePos.x >= at.x && io.MousePos.x < at.x + at.w &&
                       io.MousePos.y >= at.y && io.MousePos.y < at.y + at.h;
  if (io.MouseWheel != 0 && is_over) {
    memory.scroll = std::clamp(memory.scroll - io.MouseWheel, 0.0F, memory.scroll_end);
    memory.follows_end = memory.scroll_end - memory.scroll < kNear;
  }
  const std::size_t heard = pen.scene.chat.entries.size();
  if (heard > memory.heard && pen.scene.chat.entries.back().is_visitors) memory.follows_end = true;
  memory.heard = heard;
  if (memory.follows_end) memory.scroll = memory.scroll_end;
}

}  // namespace

void paint_chat(Pen& pen, float height) {
  const Chat& chat = pen.scene.chat;
  const bool is_on = pen.scene.view.status == SessionStatus::in_progress;
  paint_bar(pen);
  pen.x = 12;
  pen.width = pen.outer - 24;
  const float composer = is_on ? height_of_composer(pen) : 0;
  const Rect thread{0, kBar, pen.outer, height - kBar - composer};
  scroll(pen, thread);
  pen.clip(thread);
  const float begin = kBar + 20 - pen.memory.scroll;
  const float before = pen.memory.scroll_end;
  pen.y = begin + std::max(pen.memory.drawn_down, 0.0F);
  const float top = pen.y;
  const Entry* last = nullptr;
  std::size_t index = 0;
  for (const Entry& entry : chat.entries) {
    paint_bubble(pen, entry, index++, !last || last->is_visitors != entry.is_visitors);
    last = &entry;
  }
  if (chat.is_writing) paint_writing(pen);
  paint_below(pen);
  pen.unclip();
  const float all = pen.y - top + 40;
  pen.memory.scroll_end = std::max(all - thread.h, 0.0F);
  // A short conversation stands at the bottom.
  const float down = std::max(thread.h - all, 0.0F);
  const bool has_changed = down != pen.memory.drawn_down || before != pen.memory.scroll_end;
  pen.memory.drawn_down = down;
  if (has_changed) pen.memory.wants_again = true;
  if (!is_on) return;
  pen.x = 12;
  pen.width = pen.outer - 24;
  pen.y = height - composer;
  paint_composer(pen);
}

}  // namespace tundish::painter
