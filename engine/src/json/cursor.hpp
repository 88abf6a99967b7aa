#pragma once

#include <cstddef>
#include <string_view>

#include "json/node.hpp"

namespace tundish::json {

/// A place in a text that only moves forward and knows its line and column.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  std::string_view rest() const { return text_.substr(offset_); }
  std::size_t offset() const { return offset_; }
  Position position() const { return position_; }
  bool at_end() const { return offset_ == text_.size(); }
  /// The byte before; only behind the first.
  char last() const { return text_[offset_ - 1]; }
  /// The next byte, or NUL at the end.
  char peek() const { return at_end() ? '\0' : text_[offset_]; }

  void skip(std::size_t bytes);
  void skip_space();

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  Position position_{1, 1};
};

/// The bytes of the text in quotes that `rest` begins with; the whole rest when it never ends.
std::size_t quoted_length(std::string_view rest);

}  // namespace tundish::json
