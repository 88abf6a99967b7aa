#include "board/boxes.hpp"

namespace tundish::studio::board {

Boxes::Boxes(const std::vector<Box>& boxes) : boxes_(boxes) {
  for (std::size_t one = 0; one < boxes_.size(); ++one) {
    const Box& box = boxes_[one];
    for (int x = square(box.left); x <= square(box.right); ++x)
      for (int y = square(box.top); y <= square(box.bottom); ++y)
        squares_[key(x, y)].push_back(one);
  }
}

}  // namespace tundish::studio::board
