#pragma once

#include <random>
#include <string>

#include "document/edit.hpp"

namespace tundish::studio {

/// A funnel of so many layers as authors write them: mostly onward, now and then back, with some
/// jumps; in rows of forty, so that a screen shows all of them from afar.
inline Json large_funnel(std::size_t count) {
  std::mt19937 random(11);
  const auto name = [&](std::size_t layer) { return "layer_" + std::to_string(layer); };
  Json layers = Json::array();
  for (std::size_t layer = 0; layer < count; ++layer) {
    const auto near = [&] {
      const std::size_t ahead = layer + 1 + random() % 12;
      return name(random() % 20 == 0 && layer > 30 ? layer - random() % 30
                                                   : std::min(ahead, count - 1));
    };
    Json button{{"id", "go"}, {"type", "button"}, {"kind", "jump"}, {"text", "Go on"}};
    for (std::size_t jump = 0; jump < random() % 3; ++jump)
      button["jumps"].push_back(
          {{"target", near()},
           {"conditions", {{{"slug", "answer"}, {"operator", ">"}, {"value", jump}}}}});
    button["target"] = name(std::min(layer + 1, count - 1));
    Json components = Json::array();
    for (std::size_t one = 0; one < 2 + random() % 4; ++one)
      components.push_back({{"id", "c" + std::to_string(one)},
                            {"type", one % 2 == 0 ? "message" : "input"},
                            {"text", "What would you like to know about the matter?"}});
    const bool is_last = layer + 1 == count;
    if (!is_last) components.push_back(button);
    layers.push_back({{"id", name(layer)},
                      {"type", layer == 0 ? "start"
                               : is_last  ? "result"
                                          : "intermediate"},
                      {"components", components},
                      {"x_studio", {{"x", layer % 40 * 380}, {"y", layer / 40 * 330}}}});
  }
  return {{"tundish", 1}, {"slug", "large"}, {"title", "Large"}, {"layers", layers}};
}

}  // namespace tundish::studio
