#include "board/palette.hpp"

#include "painter_imgui/pen.hpp"

namespace tundish::studio::board {
namespace {

using painter::rgb;

const Palette kLight = {.paper = rgb(245, 246, 247),
                        .card = rgb(255, 255, 255),
                        .line = rgb(223, 227, 230),
                        .control = rgb(132, 142, 152),
                        .ink = rgb(20, 23, 26),
                        .muted = rgb(86, 97, 107),
                        .accent = rgb(200, 64, 26),
                        .on_accent = rgb(255, 255, 255),
                        .good = rgb(26, 127, 83),
                        .caution = rgb(138, 97, 0),
                        .bad = rgb(179, 38, 30),
                        .way = rgb(112, 123, 133),
                        .grid = rgb(196, 202, 207),
                        .is_dark = false};

const Palette kDark = {.paper = rgb(20, 23, 26),
                       .card = rgb(28, 32, 36),
                       .line = rgb(48, 54, 60),
                       .control = rgb(112, 122, 131),
                       .ink = rgb(242, 244, 245),
                       .muted = rgb(163, 173, 181),
                       .accent = rgb(255, 122, 77),
                       .on_accent = rgb(20, 23, 26),
                       .good = rgb(76, 195, 138),
                       .caution = rgb(226, 179, 60),
                       .bad = rgb(255, 138, 128),
                       .way = rgb(124, 135, 144),
                       .grid = rgb(54, 61, 67),
                       .is_dark = true};

Colour hue(const std::string& name) {
  if (name == "blue") return rgb(47, 111, 222);
  if (name == "green") return rgb(26, 127, 83);
  if (name == "red") return rgb(200, 64, 26);
  if (name == "grey") return rgb(112, 123, 133);
  return rgb(214, 158, 10);
}

}  // namespace

const Palette& palette(bool is_dark) { return is_dark ? kDark : kLight; }

Colour head_colour(LayerType type, bool is_dark) {
  switch (type) {
    case LayerType::start:
      return rgb(200, 64, 26);
    case LayerType::result:
      return rgb(26, 127, 83);
    case LayerType::fatalistic:
      return rgb(179, 38, 30);
    case LayerType::action:
      return rgb(107, 79, 187);
    case LayerType::subfunnel:
      return rgb(47, 111, 222);
    default:
      return is_dark ? rgb(74, 84, 93) : rgb(62, 71, 79);
  }
}

NoteColours note_colours(const std::string& name, bool is_dark) {
  const Palette& tokens = palette(is_dark);
  const Colour tone = hue(name);
  return {painter::mix(tokens.card, tone, is_dark ? 0.2F : 0.13F),
          painter::mix(tokens.card, tone, is_dark ? 0.5F : 0.45F), tokens.ink};
}

}  // namespace tundish::studio::board
