#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "painter_imgui/painter.hpp"

namespace tundish::painter {

/// A painter without a window: frames are painted, pressed and written into, and looked at as
/// tables.
class Easel {
 public:
  explicit Easel(float wide = 640) : width_(wide) {
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.MousePos = {-1e6F, -1e6F};
    ImGui::GetStyle().WindowPadding = {0, 0};
    for (const Weight weight : {Weight::regular, Weight::semibold}) {
      std::ifstream file("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", std::ios::binary);
      painter.fonts().add(weight, {std::istreambuf_iterator<char>(file), {}});
    }
  }
  ~Easel() { ImGui::DestroyContext(context_); }
  Easel(const Easel&) = delete;
  Easel& operator=(const Easel&) = delete;

  void show(Scene scene) {
    scene.is_calm = true;
    painter.show(std::move(scene));
    frame();
  }

  /// Paints until nothing is missing; commands are kept.
  void frame() {
    do {
      if (painter.fonts().is_stale()) painter.fonts().make();
      ImGuiIO& io = ImGui::GetIO();
      io.DisplaySize = {width_, 4000};
      io.DeltaTime = 1.0F / 60;
      ImGui::NewFrame();
      ImGui::SetNextWindowPos({0, 0});
      ImGui::SetNextWindowSize(io.DisplaySize);
      ImGui::Begin("easel", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
      last = painter.paint(width_, 700);
      ImGui::End();
      ImGui::Render();
      for (Value& command : last.commands) commands.push_back(std::move(command));
    } while (painter.fonts().is_stale());
  }

  const Spot* find(std::string_view id) { return painter.memory().find(id); }

  void press(std::string_view id) {
    const Rect at = find(id)->rect;
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {at.x + at.w / 2, at.y + at.h / 2};
    frame();
    io.MouseDown[0] = true;
    frame();
    io.MouseDown[0] = false;
    frame();
  }

  Painter painter;
  Frame last;
  std::vector<Value> commands;

 private:
  ImGuiContext* context_;
  float width_;
};

}  // namespace tundish::painter
