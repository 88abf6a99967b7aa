#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "tundish/enums.gen.hpp"

namespace tundish::markdown {

/// Stands before and behind a value that a template brought. No text has it: the JSON front refuses
/// NUL.
inline constexpr char kValueMark = '\0';

bool is_space(char c);
/// Of a word: what is not ASCII counts, and so does a value.
bool is_letter(char c);
/// A backslash that makes the punctuation behind it literal.
bool is_escape(std::string_view text, std::size_t at);

/// The mark behind the value that begins at `at`, or the text's end.
std::size_t end_of_value(std::string_view text, std::size_t at);
/// The line feed that ends the line; one in a value does not.
std::size_t end_of_line(std::string_view text, std::size_t at);
/// Without spaces, tabs and carriage returns at both ends.
std::string_view trim_line(std::string_view line);

/// What begins an item of a list.
struct Item {
  RichKind kind = RichKind::bullet;
  int number = 0;
  std::size_t size = 0;  ///< of the sign and the space behind it
};

/// The sign at the front of a line without spaces before it.
std::optional<Item> item_in(std::string_view line);

}  // namespace tundish::markdown
