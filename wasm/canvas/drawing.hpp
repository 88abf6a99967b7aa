#pragma once

#include <cstdint>
#include <vector>

#include "imgui.h"

namespace tundish::canvas {

/// One call of whoever draws: triangles of one picture, cut by a rectangle (left, top, right,
/// bottom).
struct Cut {
  float clip[4];
  std::uint32_t texture, count, first, unused;
};

/// A frame as three plain tables: every layer of Dear ImGui, one behind the other.
struct Drawing {
  std::vector<ImDrawVert> vertices;
  std::vector<ImDrawIdx> indices;
  std::vector<Cut> cuts;

  void take(const ImDrawData& data);

  /// Where the tables are and how many rows they have, by turns: vertices, indices, cuts.
  std::uintptr_t table(std::uint32_t which) const;
};

}  // namespace tundish::canvas
