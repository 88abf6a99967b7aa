#include <algorithm>
#include <cmath>

#include "painter_imgui/chat.hpp"
#include "painter_imgui/icons.hpp"
#include "painter_imgui/texts.hpp"
#include "painter_imgui/waits.hpp"

// Where a reply is made: quick replies to tap, and a box to write in.
namespace tundish::painter {

namespace {

constexpr float kGap = 8, kChip = 44, kLine = 46, kAround = 12;
constexpr float kMostChips = 184;

const ViewComponent* find_proof(const Pen& pen) {
  for (const ViewComponent& one : pen.scene.view.components) {
    if (one.type == ComponentType::auth && note(pen, one, "asks").text() == "proof") return &one;
  }
  return nullptr;
}

float width_of(const Pen& pen, const Chip& chip) {
  const Type type{16, Weight::semibold, 0};
  const float words = std::ceil(pen.break_lines(chip.title, type, 10'000).width);
  const float marks = (chip.image.empty() ? 0 : 36.0F) + (chip.is_on ? 28.0F : 0);
  return std::min(words + 33 + marks, pen.width);
}

/// Rows of chips, each ending where reading ends.
std::vector<std::vector<std::size_t>> rows_of(const Pen& pen) {
  std::vector<std::vector<std::size_t>> rows;
  float used = 0;
  const std::vector<Chip>& chips = pen.scene.chat.chips;
  for (std::size_t i = 0; i < chips.size(); ++i) {
    const float width = width_of(pen, chips[i]);
    if (rows.empty() || used + kGap + width > pen.width) {
      rows.emplace_back();
      used = -kGap;
    }
    rows.back().push_back(i);
    used += kGap + width;
  }
  return rows;
}

float height_of_rows(const Pen& pen) {
  const float rows = static_cast<float>(rows_of(pen).size());
  return rows == 0 ? 0 : rows * (kChip + kGap) - kGap;
}

void paint_chip(Pen& pen, const Chip& chip, std::size_t index, float x, float width) {
  const Colours& colours = pen.colours;
  const Rect rect{x, pen.y, width, kChip};
  Spot spot;
  spot.id = "chip/" + std::to_string(index);
  spot.kind = "option";
  spot.name = chip.title;
  spot.rect = rect;
  spot.is_on = chip.is_on;
  const Touch touch = pen.touch(std::move(spot));
  const Colour fill = chip.is_on ? colours.accent : touch.is_hovered ? colours.tint : colours.paper;
  pen.fill(rect, fill, 22);
  pen.outline(rect, colours.accent, 22);
  const Colour ink = chip.is_on ? colours.on_accent : colours.accent_ink;
  float left = x + 16;
  if (!chip.image.empty()) {
    pen.picture(chip.image, {left - 4, pen.y + 8, 28, 28}, 14);
    left += 36;
  }
  if (chip.is_on) {
    draw_icon(pen, Icon::check, left, pen.y + 12, 20, ink, 2.4F);
    left += 28;
  }
  pen.clip(rect);
  pen.write(chip.title, {16, Weight::semibold, ink}, left, pen.y + 10, 10'000);
  pen.unclip();
  if (touch.has_focus) pen.ring(rect, 22);
  if (touch.is_tapped) pen.memory.tell({{"do", "chip"}, {"at", static_cast<int>(index)}});
}

/// More than fit are scrolled, like the conversation.
void paint_chips(Pen& pen) {
  const float all = height_of_rows(pen);
  if (all == 0) return;
  const float shown = std::min(all, kMostChips), top = pen.y;
  const Rect window{0, top - 4, pen.outer, shown + 8};
  Memory& memory = pen.memory;
  const float mouse = ImGui::GetIO().MousePos.y - pen.origin().y;
  if (mouse >= window.y && mouse < window.y + window.h) {
    memory.chips_scroll -= ImGui::GetIO().MouseWheel;
  }
  memory.chips_scroll = std::clamp(memory.chips_scroll, 0.0F, all - shown);
  pen.clip(window);
  pen.y -= memory.chips_scroll;
  for (const std::vector<std::size_t>& row : rows_of(pen)) {
    float width = -kGap;
    for (const std::size_t index : row) width += width_of(pen, pen.scene.chat.chips[index]) + kGap;
    float x = pen.x + pen.width - width;
    for (const std::size_t index : row) {
      const Chip& chip = pen.scene.chat.chips[index];
      paint_chip(pen, chip, index, x, width_of(pen, chip));
      x += width_of(pen, chip) + kGap;
    }
    pen.y += kChip + kGap;
  }
  pen.unclip();
  pen.y = top + shown + kAround;
}

void paint_send(Pen& pen, const Rect& rect, bool is_ready) {
  const Colours& colours = pen.colours;
  Spot spot;
  spot.id = "send";
  spot.kind = "button";
  spot.name = word(pen, "send");
  spot.rect = rect;
  const Touch touch = pen.touch(std::move(spot));
  pen.disc(rect.x + 23, rect.y + 23, 23, is_ready ? colours.accent : colours.surface);
  const Colour ink = is_ready ? colours.on_accent : colours.muted;
  draw_icon(pen, Icon::send, rect.x + 12, rect.y + 12, 22, ink, 2.2F);
  if (touch.has_focus) pen.ring(rect, 23);
  if (touch.is_tapped) pen.memory.tell({{"do", "send"}});
}

std::string part(const Value& box, std::string_view name) {
  const Value* found = box.find(name);
  return found ? found->text() : std::string();
}

bool holds(const Value& box, std::string_view name) {
  const Value* found = box.find(name);
  return found && found->boolean();
}

void paint_line(Pen& pen) {
  const Value& given = pen.scene.chat.box;
  Box box;
  box.id = "draft";
  box.name = part(given, "name");
  box.value = part(given, "draft");
  box.placeholder = part(given, "placeholder");
  box.type = part(given, "type");
  box.mode = part(given, "mode");
  box.fill = part(given, "fill");
  box.is_round = box.keeps_focus = true;
  paint_box(pen, box, {pen.x, pen.y, pen.width - kLine - 8, kLine}, [](std::string text, bool) {
    return Value(Value::Object{{"do", "draft"}, {"text", std::move(text)}});
  });
  paint_send(pen, {pen.x + pen.width - kLine, pen.y, kLine, kLine}, holds(given, "ready"));
  if (pen.memory.entered != box.id) return;
  pen.memory.entered.clear();
  pen.memory.tell({{"do", "send"}});
}

void paint_attach(Pen& pen) {
  const Colours& colours = pen.colours;
  const Value& attach = pen.scene.chat.attach;
  const std::string name = part(attach, "title");
  const Rect rect{pen.x, pen.y, pen.width, kLine};
  Spot spot;
  spot.id = "attach";
  spot.kind = "button";
  spot.name = name;
  spot.rect = rect;
  const Touch touch = pen.touch(std::move(spot));
  pen.fill(rect, touch.is_hovered ? colours.tint : colours.paper, 23);
  pen.outline(rect, colours.accent, 23);
  const Type type{16, Weight::semibold, colours.accent_ink};
  const float words = pen.break_lines(name, type, pen.width).width + 32;
  const float begin = rect.x + (rect.w - words) / 2;
  const Icon icon = holds(attach, "camera") ? Icon::camera : Icon::clip;
  draw_icon(pen, icon, begin, rect.y + 12, 22, colours.accent_ink);
  pen.write(name, type, begin + 32, rect.y + 11, words);
  if (touch.has_focus) pen.ring(rect, 23);
  if (touch.is_tapped) pen.memory.tell({{"do", "pick"}, {"slug", part(attach, "slug")}});
}

}  // namespace

float height_of_composer(Pen& pen) {
  if (find_proof(pen)) return pen.memory.proof_height;
  const Chat& chat = pen.scene.chat;
  const float chips = std::min(height_of_rows(pen), kMostChips);
  float height = 2 * kAround + (chips > 0 ? chips + kAround : 0);
  for (const std::string& why : chat.problems) {
    height += pen.break_lines(why, {14, Weight::regular, 0}, pen.width - 24).height + 8;
  }
  if (!chat.problems.empty()) height += kAround;
  const bool has_line = !chat.box.is_null() || !chat.attach.is_null();
  return has_line ? height + kLine : height - (chips > 0 ? kAround : 0);
}

void paint_composer(Pen& pen) {
  pen.fill({0, pen.y, pen.outer, 1}, pen.colours.line);
  const float top = pen.y;
  pen.y += kAround;
  if (const ViewComponent* proof = find_proof(pen)) {
    paint_auth_in_chat(pen, *proof);
    const float height = pen.y + kAround - top;
    if (height != pen.memory.proof_height) pen.memory.wants_again = true;
    pen.memory.proof_height = height;
    return;
  }
  paint_chips(pen);
  for (const std::string& why : pen.scene.chat.problems) paint_problem(pen, why);
  if (!pen.scene.chat.problems.empty()) pen.y += kAround;
  if (!pen.scene.chat.attach.is_null())
    paint_attach(pen);
  else if (!pen.scene.chat.box.is_null())
    paint_line(pen);
}

}  // namespace tundish::painter
