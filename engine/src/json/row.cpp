#include "json/row.hpp"

#include <algorithm>

namespace tundish::json {

const void* Shelf::keep(std::string_view row) {
  constexpr std::size_t kPiece = 4096;  // bytes, or one row
  if (left_ < row.size()) {
    left_ = std::max(row.size(), kPiece);
    next_ = pieces_.emplace_back(left_, '\0').data();
  }
  char* place = next_;
  row.copy(place, row.size());
  next_ += row.size();
  left_ -= row.size();
  return place;
}

}  // namespace tundish::json
