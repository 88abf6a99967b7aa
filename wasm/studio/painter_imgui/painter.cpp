#include "painter_imgui/painter.hpp"

#include <algorithm>
#include <utility>

#include "painter_imgui/chat.hpp"
#include "painter_imgui/layer.hpp"
#include "painter_imgui/pen.hpp"

namespace tundish::painter {

namespace {

constexpr double kArrival = 0.16;

/// How much of a new layer has come, slower towards its end.
float presence_of(Memory& memory, bool is_calm) {
  if (is_calm) return 1;
  const double part = std::min((ImGui::GetTime() - memory.arrived_at) / kArrival, 1.0);
  if (part < 1) memory.wants_frames = true;
  return static_cast<float>(1 - (1 - part) * (1 - part));
}

}  // namespace

void Painter::show(Scene scene) {
  scene_ = std::move(scene);
  if (scene_.turn == memory_.turn) return;
  const bool is_first = memory_.turn < 0;
  memory_.turn = scene_.turn;
  memory_.arrived_at = is_first ? -1 : ImGui::GetTime();
  // In a conversation the box to write in stays in hand.
  if (!scene_.is_chat) memory_.focus.clear();
  memory_.unfolded.clear();
  memory_.entered.clear();
  memory_.activated.clear();
  memory_.secrets.clear();
  memory_.strokes.clear();
}

Frame Painter::paint(float width, float height) {
  memory_.spots.clear();
  memory_.hands.clear();
  memory_.wants_frames = memory_.wants_again = false;
  memory_.cursor = "";
  Pen pen(scene_, memory_, fonts_, width);
  Frame frame;
  if (scene_.is_chat) {
    paint_chat(pen, height);
    frame.height = height;
  } else {
    pen.presence = presence_of(memory_, scene_.is_calm);
    frame.height = paint_page(pen);
  }
  memory_.nudge = 0;
  memory_.entered.clear();
  memory_.activated.clear();
  frame.wants_frames = memory_.wants_frames || memory_.wants_again;
  frame.cursor = memory_.cursor;
  frame.commands = std::exchange(memory_.commands, {});
  const auto is_nothing = [](const Value& command) { return command.is_null(); };
  frame.commands.erase(std::remove_if(frame.commands.begin(), frame.commands.end(), is_nothing),
                       frame.commands.end());
  return frame;
}

void Painter::write(std::string_view spot, std::string text, bool is_final) {
  const auto hand = memory_.hands.find(std::string(spot));
  if (hand == memory_.hands.end()) return;
  memory_.commands.push_back(hand->second(std::move(text), is_final));
}

void Painter::enter(std::string_view spot) { memory_.entered = spot; }

}  // namespace tundish::painter
