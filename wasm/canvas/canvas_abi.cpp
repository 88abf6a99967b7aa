// The painter as a C interface, for players with renderer="canvas". Texts go in as pointer and
// length in memory from `tundish_alloc`; answers are JSON in one response buffer that lives until
// the next call. It asks its host for nothing: pointers and keys are told to it, and what it draws
// are tables of triangles.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "drawing.hpp"
#include "painter_imgui/painter.hpp"
#include "read_scene.hpp"
#include "tundish/codec.hpp"

using namespace tundish;
using namespace tundish::canvas;

namespace {

constexpr ImGuiWindowFlags kBare =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse;
/// What a frame measures may change what is painted: letters that were missing, the height.
constexpr int kMostPasses = 6;
constexpr std::uintptr_t kAtlas = 1;

struct Canvas {
  painter::Painter painter;
  Drawing drawing;
  float height = 400;
  double seconds = 0;
  int atlas = 0;  ///< grows with every new picture of the letters

  Canvas() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.MousePos = {-FLT_MAX, -FLT_MAX};
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowMinSize = {1, 1};
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.1F;
  }
};

std::string response;

Canvas& the_canvas() {
  static Canvas one;
  return one;
}

std::string_view view_of(const char* text, std::uint32_t size) { return {text, size}; }

painter::Frame paint_once(float width, float height) {
  Canvas& one = the_canvas();
  painter::FontBook& fonts = one.painter.fonts();
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (fonts.is_stale()) {
    fonts.make();
    atlas.SetTexID(reinterpret_cast<ImTextureID>(kAtlas));
    ++one.atlas;
  }
  ImGui::GetIO().DisplaySize = {width, height};
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({width, height});
  ImGui::Begin("canvas", nullptr, kBare);
  painter::Frame frame = one.painter.paint(width, height);
  ImGui::End();
  ImGui::Render();
  // A wheel turns once.
  ImGui::GetIO().MouseWheel = 0;
  ImGui::GetIO().DeltaTime = 1e-6F;
  return frame;
}

}  // namespace

extern "C" {

char* tundish_alloc(std::uint32_t size) { return static_cast<char*>(std::malloc(size)); }

void tundish_free(char* memory) { std::free(memory); }

const char* tundish_response() { return response.data(); }

std::uint32_t tundish_response_size() { return static_cast<std::uint32_t>(response.size()); }

/// Adds a TrueType file; `weight` 0 is regular, 1 semibold.
void canvas_font(std::uint32_t weight, const char* file, std::uint32_t size) {
  const painter::Weight kind = weight == 0 ? painter::Weight::regular : painter::Weight::semibold;
  the_canvas().painter.fonts().add(kind, std::string(view_of(file, size)));
}

/// Replaces what is shown. 0: the text is no JSON; the response says what is wrong with it.
std::uint32_t canvas_show(const char* text, std::uint32_t size) {
  const Result<Value> scene = parse_value(view_of(text, size));
  response.clear();
  if (!scene) {
    response = "{\"diagnostics\":" + to_json(scene.error()) + "}";
    return 0;
  }
  the_canvas().painter.show(read_scene(*scene));
  return 1;
}

/// Paints; the response is `{height wants cursor commands focus atlas}`.
void canvas_frame(float width, float height, float density, double seconds) {
  Canvas& one = the_canvas();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplayFramebufferScale = {density, density};
  one.painter.fonts().set_density(density);
  const double since = seconds - one.seconds;
  io.DeltaTime = since > 1e-6 ? static_cast<float>(since) : 1e-6F;
  one.seconds = seconds;
  const bool is_chat = one.painter.scene().is_chat;
  Value::List commands;
  painter::Frame frame;
  for (int pass = 0; pass < kMostPasses; ++pass) {
    const float before = is_chat ? height : one.height;
    frame = paint_once(width, before);
    for (Value& command : frame.commands) commands.push_back(std::move(command));
    one.height = frame.height;
    const bool fits = is_chat || frame.height == before;
    if (fits && !one.painter.fonts().is_stale() && !one.painter.memory().wants_again) break;
  }
  one.drawing.take(*ImGui::GetDrawData());
  Value answer(Value::Object{{"height", static_cast<double>(frame.height)},
                             {"cursor", frame.cursor},
                             {"wants", frame.wants_frames},
                             {"atlas", one.atlas}});
  answer.set("commands", Value(std::move(commands)));
  const painter::Memory& memory = one.painter.memory();
  if (const painter::Spot* spot = memory.find(memory.focus)) answer.set("focus", to_value(*spot));
  response = to_json(answer);
}

/// Where the pointer is; far away where there is none.
void canvas_pointer(float x, float y, std::uint32_t is_held) {
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = {x, y};
  io.MouseDown[0] = is_held != 0;
}

void canvas_wheel(float pixels) { ImGui::GetIO().MouseWheel += pixels; }

/// The keys by their numbers in `Key`; 0: it means nothing here.
std::uint32_t canvas_key(std::uint32_t key) {
  return painter::press_key(the_canvas().painter.memory(), static_cast<painter::Key>(key)) ? 1 : 0;
}

std::uint32_t canvas_letter(const char* letter, std::uint32_t size) {
  return painter::press_letter(the_canvas().painter.memory(), view_of(letter, size)) ? 1 : 0;
}

void canvas_write(const char* spot, std::uint32_t spot_size, const char* text, std::uint32_t size,
                  std::uint32_t is_final) {
  the_canvas().painter.write(view_of(spot, spot_size), std::string(view_of(text, size)),
                             is_final != 0);
}

void canvas_enter(const char* spot, std::uint32_t size) {
  the_canvas().painter.enter(view_of(spot, size));
}

/// Gives the focus to a spot, or to none.
void canvas_focus(const char* spot, std::uint32_t size, std::uint32_t is_shown) {
  painter::Memory& memory = the_canvas().painter.memory();
  memory.focus = view_of(spot, size);
  memory.by_keys = is_shown != 0;
}

/// The response lists everything that can be pressed or written in, as it was painted last.
void canvas_spots() {
  Value::List all;
  for (const painter::Spot& spot : the_canvas().painter.memory().spots)
    all.push_back(to_value(spot));
  response = to_json(Value(std::move(all)));
}

/// The letters' picture, a byte a pixel; the response is `{width height}`.
const unsigned char* canvas_atlas() {
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  response = to_json(Value(Value::Object{{"width", width}, {"height", height}}));
  return pixels;
}

/// The tables of the last frame and how many rows they have: vertices, indices, cuts.
std::uintptr_t canvas_drawn(std::uint32_t which) { return the_canvas().drawing.table(which); }

}  // extern "C"
