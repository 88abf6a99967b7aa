#include "board/menu.hpp"

#include <algorithm>

namespace tundish::studio::board {

float Menu::top_of(std::size_t item) const {
  float top = kPad;
  for (std::size_t one = 0; one < item; ++one)
    top += kItem + (items[one + 1].begins_group ? kGroup : 0);
  return top;
}

float Menu::height() const { return items.empty() ? 0 : top_of(items.size() - 1) + kItem + kPad; }

std::optional<std::size_t> Menu::item_at(Point screen) const {
  if (!is_open() || !box().holds(screen)) return std::nullopt;
  for (std::size_t item = 0; item < items.size(); ++item) {
    const float top = at.y + top_of(item);
    if (screen.y >= top && screen.y < top + kItem) return item;
  }
  return std::nullopt;
}

void Menu::fit_into(Size view) {
  constexpr float kEdge = 8;
  at.x = std::max(kEdge, std::min(at.x, view.width - kWidth - kEdge));
  at.y = std::max(kEdge, std::min(at.y, view.height - height() - kEdge));
}

}  // namespace tundish::studio::board
