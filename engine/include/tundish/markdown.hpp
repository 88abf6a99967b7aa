#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tundish/enums.gen.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// Words that look the same. A line feed among them breaks the line.
struct RichRun {
  std::string text;
  bool bold = false;
  bool italic = false;
  std::string url;  ///< they lead there: http, https, mailto or tel
  bool operator==(const RichRun&) const = default;
};

/// A paragraph or an item of a list.
struct RichBlock {
  RichKind kind = RichKind::paragraph;
  int number = 0;  ///< of `numbered`: what stands before it
  std::vector<RichRun> runs;
  bool operator==(const RichBlock&) const = default;
};

using RichText = std::vector<RichBlock>;

/// Past so many runs a text is shown without formatting.
inline constexpr std::size_t kMaxRuns = 1000;

/// Reads the markdown of messages: `**bold**`, `*italic*`, `_italic_`, `[words](address)`, items
/// that begin with `- ` or `1. `, blank lines between paragraphs, a backslash before punctuation
/// that stands for itself. Everything else is literal: HTML, pictures, other schemes. Total, in
/// linear time. What `mark_values` has marked is literal whatever it says; in an address it is
/// percent-encoded, so that it leads nowhere else.
RichText parse_markdown(std::string_view text);

/// Addresses of links that stay literal because of their scheme.
std::vector<std::string> refused_addresses(std::string_view text);

/// The same as plain text: without marks, an address behind its words, `- ` and numbers before
/// items.
std::string plain_words(const RichText& text);

/// As the member `rich` of a view has it.
Value rich_value(const RichText& text);

/// A value for templates whose texts and numbers `parse_markdown` takes as they are: NUL, which no
/// text has, stands before and behind each.
Value mark_values(const Value& value);

}  // namespace tundish
