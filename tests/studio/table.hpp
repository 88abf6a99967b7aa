#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "board/board.hpp"
#include "document/history.hpp"
#include "imgui.h"

namespace tundish::studio::board {

/// A canvas without a window, on a document with its history: pointers and keys are told to it, and
/// frames are looked at as tables.
class Table {
 public:
  explicit Table(Json definition, Size seen = {1280, 800})
      : history(std::move(definition)), board([this](Command command) {
          commands.push_back(command.name);
          misfits += history.perform(std::move(command)) ? 1 : 0;
          board.show(history.document());
        }) {
    view = seen;
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    for (const painter::Weight weight : {painter::Weight::regular, painter::Weight::semibold}) {
      std::ifstream file("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", std::ios::binary);
      board.fonts().add(weight, {std::istreambuf_iterator<char>(file), {}});
    }
    board.set_look(false, true, "");
    board.show(history.document());
    frame();
  }
  ~Table() { ImGui::DestroyContext(context_); }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  /// Paints until no letter is missing.
  BoardFrame frame() {
    seconds += 0.5;
    BoardFrame made = once();
    while (board.fonts().is_stale()) made = once();
    return made;
  }

  /// One pass; how many corners the triangles have is in `corners`.
  BoardFrame once() {
    if (board.fonts().is_stale()) board.fonts().make();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {view.width * density, view.height * density};
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    BoardFrame made = board.frame(view, density, seconds);
    ImGui::Render();
    corners = ImGui::GetDrawData()->TotalVtxCount;
    if (!made.said.empty()) said = made.said;
    for (std::string& id : made.opened) opened.push_back(std::move(id));
    return made;
  }

  void down(Point at, int button = 0) { tell(Touch::down, at, button); }
  void move(Point at) { tell(Touch::move, at, 0); }
  void up(Point at, int button = 0) { tell(Touch::up, at, button); }
  void click(Point at, int button = 0) {
    seconds += 1;
    frame();
    down(at, button);
    up(at, button);
    frame();
  }
  void drag(Point from, Point to, int button = 0) {
    down(from, button);
    for (int step = 1; step <= 5; ++step) {
      const float part = static_cast<float>(step) / 5;
      move({from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
      frame();
    }
    up(to, button);
    frame();
  }

  /// The middle of a card's head, on the screen.
  Point head(const std::string& id) const {
    const Plan& plan = board.state().plan;
    const Box box = plan.box(*plan.card_named(id));
    return board.state().camera.screen({(box.left + box.right) / 2, box.top + kHeader / 2});
  }
  Point port(const std::string& id, std::size_t exit) const {
    const Plan& plan = board.state().plan;
    return board.state().camera.screen(plan.port(*plan.card_named(id), exit));
  }
  const Card& card(const std::string& id) const {
    const Plan& plan = board.state().plan;
    return plan.cards()[*plan.card_named(id)];
  }

  bool is_shift = false, is_ctrl = false, is_finger = false;
  Size view;
  float density = 1;
  double seconds = 10;
  History history;
  std::vector<std::string> commands, opened;
  std::string said;
  int misfits = 0, corners = 0;
  Board board;

 private:
  void tell(Touch touch, Point at, int button) {
    board.pointer({touch, at, button, is_finger, is_shift, is_ctrl});
  }

  ImGuiContext* context_;
};

}  // namespace tundish::studio::board
