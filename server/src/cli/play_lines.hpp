#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "cli/play_line.hpp"

namespace tundish::cli {

enum class Typing { by_hand, recorded };

/// Replies, one a line.
class Lines {
 public:
  Lines(std::istream& stream, Typing typing) : stream_(&stream), typing_(typing) {}
  explicit Lines(const std::string& text);

  bool by_hand() const { return typing_ == Typing::by_hand; }
  /// The next line, without taking it; empty at the end.
  std::optional<Line> peek();
  void drop() { next_.reset(); }

 private:
  std::shared_ptr<std::istream> owned_;
  std::istream* stream_;
  Typing typing_;
  std::optional<std::string> next_;
};

}  // namespace tundish::cli
