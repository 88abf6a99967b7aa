// The studio's canvas as a C interface, on the document that is open. Pointers and keys are told to
// it, in pixels of CSS; what it draws are tables of triangles, in pixels of the screen. What hands
// did to the document is answered by `board_changes`, as by any other change.

#include <cstdint>
#include <string>
#include <utility>

#include "abi/desk.hpp"
#include "board/board.hpp"
#include "document/read.hpp"
#include "drawing.hpp"

namespace tundish::studio {
namespace {

using board::Board;

/// What a frame needs may be letters that were missing.
constexpr int kMostPasses = 4;
constexpr std::uintptr_t kAtlas = 1;

struct Host {
  canvas::Drawing drawing;
  board::BoardFrame frame;
  std::string said;
  std::vector<std::string> opened;
  int atlas = 0;  ///< grows with every new picture of the letters
  bool has_changed = false, is_read_only = false;
  Board board;

  Host() : board([this](Command command) { perform(std::move(command)); }) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    ImGuiStyle& style = ImGui::GetStyle();
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.2F;
  }

  void perform(Command command) {
    if (is_read_only) {
      said = "You may read this funnel, but not change it.";
    } else if (const auto misfit = history().perform(std::move(command))) {
      said = misfit->sentence;
    } else {
      has_changed = true;
    }
    board.show(history().document());
  }
};

Host& the_host() {
  static Host one;
  return one;
}

Json list_of(const auto& names) {
  Json list = Json::array();
  for (const std::string& name : names) list.push_back(name);
  return list;
}

Json selection_json(const board::Selection& chosen) {
  return {
      {"layers", list_of(chosen.layers)}, {"notes", list_of(chosen.notes)}, {"way", chosen.way}};
}

void paint_once(float width, float height, float density, double seconds) {
  Host& host = the_host();
  painter::FontBook& fonts = host.board.fonts();
  if (fonts.is_stale()) {
    fonts.make();
    ImGui::GetIO().Fonts->SetTexID(reinterpret_cast<ImTextureID>(kAtlas));
    ++host.atlas;
  }
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width * density, height * density};
  io.DeltaTime = 1.0F / 60;
  ImGui::NewFrame();
  board::BoardFrame frame = host.board.frame({width, height}, density, seconds);
  ImGui::Render();
  if (!frame.said.empty()) host.said = frame.said;
  for (std::string& id : frame.opened) host.opened.push_back(std::move(id));
  host.frame.wants_frames = frame.wants_frames;
  host.frame.cursor = frame.cursor;
}

void add_names(std::set<std::string>& names, const Json& told, const char* name) {
  for (const Json& one : list_in(told, name))
    if (one.is_string()) names.insert(one.get<std::string>());
}

}  // namespace
}  // namespace tundish::studio

using namespace tundish::studio;

extern "C" {

/// Adds a TrueType file; `weight` 0 is regular, 1 semibold.
void board_font(std::uint32_t weight, const char* file, std::uint32_t size) {
  const auto kind =
      weight == 0 ? tundish::painter::Weight::regular : tundish::painter::Weight::semibold;
  the_host().board.fonts().add(kind, std::string(view_of(file, size)));
}

/// The document is another one than when it was shown last.
void board_show() { the_host().board.show(history().document()); }

/// `flags`: 1 dark, 2 calm, 4 only to be read, 8 without the small map.
void board_look(std::uint32_t flags, const char* language, std::uint32_t size) {
  Host& host = the_host();
  host.is_read_only = (flags & 4U) != 0;
  host.board.show_map((flags & 8U) == 0);
  host.board.set_look((flags & 1U) != 0, (flags & 2U) != 0, std::string(view_of(language, size)));
}

/// What is known of the document (`board/notices.hpp`). 0: it is no JSON.
std::uint32_t board_annotate(const char* text, std::uint32_t size) {
  Json told = Json::parse(view_of(text, size), nullptr, false);
  if (told.is_discarded()) return 0;
  the_host().board.annotate(std::move(told));
  return 1;
}

/// `touch` as in `board::Touch`; `flags`: 1 a finger, 2 shift, 4 ctrl.
void board_pointer(std::uint32_t touch, float x, float y, std::uint32_t button,
                   std::uint32_t flags) {
  if (touch > static_cast<std::uint32_t>(board::Touch::leave)) return;
  the_host().board.pointer({static_cast<board::Touch>(touch), Point{x, y}, static_cast<int>(button),
                            (flags & 1U) != 0, (flags & 2U) != 0, (flags & 4U) != 0});
}

void board_pinch(float x, float y, float moved_x, float moved_y, float factor) {
  the_host().board.pinch({x, y}, {moved_x, moved_y}, factor);
}

void board_wheel(float x, float y, float across, float down, std::uint32_t is_ctrl) {
  the_host().board.wheel({x, y}, across, down, is_ctrl != 0);
}

/// `flags`: 1 shift, 2 ctrl, 4 alt. 0: the key means nothing here.
std::uint32_t board_key(const char* key, std::uint32_t size, std::uint32_t flags) {
  return the_host().board.key(view_of(key, size), (flags & 1U) != 0, (flags & 2U) != 0,
                              (flags & 4U) != 0);
}

void board_release(const char* key, std::uint32_t size) {
  the_host().board.release(view_of(key, size));
}

/// 0: there is no such tool (`board/deeds.hpp`).
std::uint32_t board_tool(const char* name, std::uint32_t size) {
  return the_host().board.tool(view_of(name, size));
}

/// `{layers, notes, way}`: what is selected from now on.
void board_choose(const char* text, std::uint32_t size) {
  const Json told = Json::parse(view_of(text, size), nullptr, false);
  board::Selection chosen;
  add_names(chosen.layers, told, "layers");
  add_names(chosen.notes, told, "notes");
  chosen.way = text_of(told, "way");
  the_host().board.choose(std::move(chosen));
}

/// What is selected, for the clipboard (`board/clip.hpp`).
void board_copy() { response = the_host().board.copied().dump(); }

/// Puts what was copied; what was done is told by `board_changes`. 0: it is no such thing, and the
/// response says why.
std::uint32_t board_paste(const char* text, std::uint32_t size) {
  const Json copied = Json::parse(view_of(text, size), nullptr, false);
  const auto misfit = the_host().board.paste(copied);
  return misfit ? answer_misfit(*misfit) : 1;
}

void board_leave() { the_host().board.leave(); }

/// 1: hands changed the document since this was asked last; the response says how.
std::uint32_t board_changes() {
  return std::exchange(the_host().has_changed, false) ? answer_change() : 0;
}

/// Paints; the response is `{cursor, wants, atlas, said, opened, zoom, selection}`.
void board_frame(float width, float height, float density, double seconds) {
  Host& host = the_host();
  for (int pass = 0; pass < kMostPasses; ++pass) {
    paint_once(width, height, density, seconds);
    if (!host.board.fonts().is_stale()) break;
  }
  host.drawing.take(*ImGui::GetDrawData());
  response = Json{{"cursor", host.frame.cursor},
                  {"wants", host.frame.wants_frames},
                  {"atlas", host.atlas},
                  {"said", std::exchange(host.said, {})},
                  {"opened", list_of(std::exchange(host.opened, {}))},
                  {"zoom", host.board.state().camera.zoom},
                  {"selection", selection_json(host.board.state().selection)}}
                 .dump();
}

/// Where everything is on the screen, in pixels of CSS, for tests and for whoever looks on:
/// `{cards: [{id, box, exits: [{pointer, at}]}], menu: [{label, at}]}`.
void board_spots() {
  const board::State& state = the_host().board.state();
  Json cards = Json::array();
  for (std::size_t card = 0; card < state.plan.cards().size(); ++card) {
    const board::Card& shown = state.plan.cards()[card];
    const board::Box box = state.plan.box(card);
    const Point from = state.camera.screen({box.left, box.top});
    const Point to = state.camera.screen({box.right, box.bottom});
    Json exits = Json::array();
    for (std::size_t exit = 0; exit < shown.exits.size(); ++exit) {
      const Point at = state.camera.screen(state.plan.port(card, exit));
      exits.push_back({{"pointer", shown.exits[exit].pointer}, {"at", {at.x, at.y}}});
    }
    cards.push_back({{"id", shown.id}, {"box", {from.x, from.y, to.x, to.y}}, {"exits", exits}});
  }
  Json menu = Json::array();
  for (std::size_t item = 0; item < state.menu.items.size(); ++item)
    menu.push_back({{"label", state.menu.items[item].label},
                    {"at",
                     {state.menu.at.x + board::Menu::kWidth / 2,
                      state.menu.at.y + state.menu.top_of(item) + board::Menu::kItem / 2}}});
  response = Json{{"cards", std::move(cards)}, {"menu", std::move(menu)}}.dump();
}

/// The letters' picture, a byte a pixel; the response is `{width height}`.
const unsigned char* board_atlas() {
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  response = Json{{"width", width}, {"height", height}}.dump();
  return pixels;
}

/// The tables of the last frame and how many rows they have: vertices, indices, cuts.
std::uintptr_t board_drawn(std::uint32_t which) { return the_host().drawing.table(which); }

}  // extern "C"
