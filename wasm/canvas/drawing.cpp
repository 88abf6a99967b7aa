#include "drawing.hpp"

namespace tundish::canvas {

void Drawing::take(const ImDrawData& data) {
  vertices.clear();
  indices.clear();
  cuts.clear();
  for (int layer = 0; layer < data.CmdListsCount; ++layer) {
    const ImDrawList& list = *data.CmdLists[layer];
    const ImDrawIdx from = static_cast<ImDrawIdx>(vertices.size());
    const std::uint32_t first = static_cast<std::uint32_t>(indices.size());
    vertices.insert(vertices.end(), list.VtxBuffer.begin(), list.VtxBuffer.end());
    for (const ImDrawIdx index : list.IdxBuffer) indices.push_back(index + from);
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.ElemCount == 0) continue;
      const ImVec4& clip = command.ClipRect;
      const auto texture = reinterpret_cast<std::uintptr_t>(command.GetTexID());
      cuts.push_back({{clip.x, clip.y, clip.z, clip.w},
                      static_cast<std::uint32_t>(texture),
                      command.ElemCount,
                      command.IdxOffset + first,
                      0});
    }
  }
}

std::uintptr_t Drawing::table(std::uint32_t which) const {
  const auto address = [](const void* table) { return reinterpret_cast<std::uintptr_t>(table); };
  switch (which) {
    case 0:
      return address(vertices.data());
    case 1:
      return vertices.size();
    case 2:
      return address(indices.data());
    case 3:
      return indices.size();
    case 4:
      return address(cuts.data());
    default:
      return cuts.size();
  }
}

}  // namespace tundish::canvas
