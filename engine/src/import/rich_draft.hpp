#pragma once

#include <string_view>

#include "tundish/markdown.hpp"

namespace tundish {

/// A text with formatting that is being collected from another format.
class RichDraft {
 public:
  /// Goes on with words that look like `look`; a line feed in them breaks the line.
  void add(std::string_view words, const RichRun& look);
  /// What comes next stands on a line of its own; after a second one, in a paragraph of its own.
  void break_line();
  /// What comes next is an item of a list.
  void begin_item(RichKind kind, int number);
  /// What comes next is a paragraph.
  void end_block();

  /// Blocks without words are left out.
  RichText take();

 private:
  void add_line(std::string_view words, const RichRun& look);

  RichText blocks_;
  RichBlock block_;
  int breaks_ = 0;
};

/// Whether it has anything that a plain text has not.
bool is_formatted(const RichText& text);

}  // namespace tundish
