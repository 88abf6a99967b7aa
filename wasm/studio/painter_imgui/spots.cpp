#include "painter_imgui/spots.hpp"

#include <algorithm>

namespace tundish::painter {

namespace {

bool can_have_focus(const Spot& spot) { return !spot.is_shut; }

bool move_focus(Memory& memory, int by) {
  std::vector<const Spot*> stops;
  for (const Spot& spot : memory.spots) {
    if (can_have_focus(spot)) stops.push_back(&spot);
  }
  const int count = static_cast<int>(stops.size());
  int at = by > 0 ? -1 : count;
  for (int i = 0; i < count; ++i) {
    if (stops[static_cast<std::size_t>(i)]->id == memory.focus) at = i;
  }
  at += by;
  memory.by_keys = true;
  if (at < 0 || at >= count) {
    memory.focus.clear();
    return false;
  }
  memory.focus = stops[static_cast<std::size_t>(at)]->id;
  return true;
}

std::string_view group_of(const Spot& spot) {
  return std::string_view(spot.id).substr(0, spot.id.rfind('/'));
}

/// Among the choices of one question.
bool move_within(Memory& memory, int by) {
  const Spot* from = memory.find(memory.focus);
  if (!from || from->kind != "option") return false;
  std::vector<const Spot*> stops;
  int at = 0;
  for (const Spot& spot : memory.spots) {
    if (spot.kind != "option" || group_of(spot) != group_of(*from)) continue;
    if (spot.id == from->id) at = static_cast<int>(stops.size());
    stops.push_back(&spot);
  }
  const int count = static_cast<int>(stops.size());
  memory.focus = stops[static_cast<std::size_t>((at + by + count) % count)]->id;
  memory.by_keys = true;
  return true;
}

}  // namespace

const Spot* Memory::find(std::string_view id) const {
  const auto found =
      std::find_if(spots.begin(), spots.end(), [&](const Spot& spot) { return spot.id == id; });
  return found == spots.end() ? nullptr : &*found;
}

bool press_key(Memory& memory, Key key) {
  if (key == Key::tab) return move_focus(memory, 1);
  if (key == Key::back_tab) return move_focus(memory, -1);
  const Spot* spot = memory.find(memory.focus);
  if (!spot) return false;
  if (key == Key::escape) {
    const bool was_open = !memory.unfolded.empty();
    memory.unfolded.clear();
    return was_open;
  }
  if (key == Key::enter || key == Key::space) {
    memory.by_keys = true;
    memory.activated = spot->id;
    return true;
  }
  const int by = key == Key::down || key == Key::right ? 1 : -1;
  if (spot->kind == "slider") {
    memory.nudge = key == Key::up || key == Key::right ? 1 : -1;
    return true;
  }
  return move_within(memory, by);
}

bool press_letter(Memory& memory, std::string_view letter) {
  for (const Spot& spot : memory.spots) {
    if (spot.letter != letter || letter.empty()) continue;
    memory.focus = spot.id;
    memory.activated = spot.id;
    memory.by_keys = true;
    return true;
  }
  return false;
}

Value to_value(const Spot& spot) {
  const Rect& at = spot.rect;
  Value value(Value::Object{{"id", spot.id}, {"kind", spot.kind}, {"name", spot.name}});
  const auto number = [](float length) { return Value(static_cast<double>(length)); };
  value.set("rect", Value::List{number(at.x), number(at.y), number(at.w), number(at.h)});
  if (!spot.slug.empty()) value.set("slug", spot.slug);
  if (spot.is_on) value.set("on", true);
  if (spot.is_shut) value.set("shut", true);
  if (!spot.field.is_null()) value.set("field", spot.field);
  return value;
}

}  // namespace tundish::painter
