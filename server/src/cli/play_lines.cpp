#include "cli/play_lines.hpp"

#include <sstream>

namespace tundish::cli {

Lines::Lines(const std::string& text)
    : owned_(std::make_shared<std::istringstream>(text)),
      stream_(owned_.get()),
      typing_(Typing::recorded) {}

std::optional<Line> Lines::peek() {
  if (!next_) {
    std::string text;
    if (!std::getline(*stream_, text)) return std::nullopt;
    if (!text.empty() && text.back() == '\r') text.pop_back();
    next_ = text;
  }
  return read_line(*next_);
}

}  // namespace tundish::cli
