#include "json/explain.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "support/utf8.hpp"

namespace tundish::json {

namespace {

Diagnostic fault(const Cursor& cursor, const char* code, std::string sentence) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.place.line = cursor.position().line;
  diagnostic.place.column = cursor.position().column;
  diagnostic.sentence = std::move(sentence);
  return diagnostic;
}

Diagnostic syntax(const Cursor& cursor, std::string sentence) {
  return fault(cursor, "json_syntax", std::move(sentence));
}

/// The four hex digits after `\u`, or nothing.
std::optional<unsigned> hex_digits(std::string_view digits) {
  if (digits.size() < 4) return std::nullopt;
  unsigned number = 0;
  for (const char digit : digits.substr(0, 4)) {
    constexpr std::string_view kHex = "0123456789abcdefABCDEF";
    const std::size_t found = kHex.find(digit);
    if (found == std::string_view::npos) return std::nullopt;
    number = number * 16 + static_cast<unsigned>(found < 16 ? found : found - 6);
  }
  return number;
}

/// What is wrong with the escape that `cursor` stands on; moves behind it when nothing is.
std::optional<Diagnostic> check_escape(Cursor& cursor) {
  constexpr std::size_t kEscapeLength = 6;  // \uXXXX
  constexpr std::string_view kShort = "\"\\/bfnrt";
  const std::string_view rest = cursor.rest();
  if (rest.size() >= 2 && kShort.find(rest[1]) != std::string_view::npos) {
    cursor.skip(2);
    return std::nullopt;
  }
  if (rest.size() < 2 || rest[1] != 'u') {
    return syntax(cursor, "After a backslash comes one of \" \\ / b f n r t or u.");
  }
  const std::optional<unsigned> unit = hex_digits(rest.substr(2));
  if (!unit) return syntax(cursor, "After `\\u` come four hex digits.");
  cursor.skip(kEscapeLength);
  if (*unit < 0xd800 || *unit > 0xdfff) return std::nullopt;
  const std::string_view next = rest.substr(kEscapeLength);
  const std::optional<unsigned> low =
      next.substr(0, 2) == "\\u" ? hex_digits(next.substr(2)) : std::nullopt;
  if (*unit <= 0xdbff && low && *low >= 0xdc00 && *low <= 0xdfff) {
    cursor.skip(kEscapeLength);
    return std::nullopt;
  }
  return fault(cursor, "utf8",
               "This escape is half of a surrogate pair and names no character alone.");
}

/// What is wrong inside the text in quotes that `cursor` stands on.
std::optional<Diagnostic> check_quoted(Cursor cursor) {
  const Cursor begin = cursor;
  cursor.skip(1);
  while (!cursor.at_end()) {
    const char next = cursor.peek();
    if (next == '"') return std::nullopt;
    if (static_cast<unsigned char>(next) < 0x20) {
      return syntax(cursor,
                    "A line break, tab or other control character inside a text is written "
                    "as an escape such as `\\n`.");
    }
    if (next != '\\') {
      cursor.skip(1);
      continue;
    }
    const Cursor escape = cursor;
    if (std::optional<Diagnostic> found = check_escape(cursor)) {
      found->place.line = escape.position().line;
      found->place.column = escape.position().column;
      return found;
    }
  }
  return syntax(begin, "This text never ends; its closing quote is missing.");
}

std::string found_at(const Cursor& cursor) {
  if (cursor.at_end()) return "the text ends here";
  const utf8::CodePoint point = utf8::decode(cursor.rest(), 0);
  return "found `" + std::string(cursor.rest().substr(0, std::max<std::size_t>(point.size, 1))) +
         '`';
}

bool is_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/// What is wrong where a value should begin.
Diagnostic explain_value(const Cursor& cursor, const std::string& expected) {
  const char next = cursor.peek();
  if (next == '"') {
    if (const std::optional<Diagnostic> found = check_quoted(cursor)) return *found;
  }
  if (next == '\'') return syntax(cursor, "Texts stand in double quotes.");
  if (next == '/') return syntax(cursor, "JSON has no comments; use an `x_…` property.");
  if (is_letter(next)) {
    const std::string_view rest = cursor.rest();
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_letter);
    const auto length = std::min<std::size_t>(static_cast<std::size_t>(end - rest.begin()), 40);
    return syntax(cursor, "`" + std::string(rest.substr(0, length)) +
                              "` is no JSON value; texts stand in double quotes, and the words "
                              "are true, false and null.");
  }
  if (next == '-' || next == '+' || next == '.' || (next >= '0' && next <= '9')) {
    return syntax(cursor,
                  "This is no JSON number; it is digits, `-` at most before them, and after them a "
                  "point with digits or an exponent.");
  }
  return syntax(cursor, "Expected " + expected + "; " + found_at(cursor) + ".");
}

Diagnostic explain_name(const Cursor& cursor, const std::string& expected) {
  if (cursor.peek() == '"' || cursor.peek() == '\'') return explain_value(cursor, expected);
  if (is_letter(cursor.peek())) return syntax(cursor, "Names stand in double quotes.");
  return syntax(cursor, "Expected " + expected + "; " + found_at(cursor) + ".");
}

/// What is wrong behind a member or an item.
Diagnostic explain_next(Cursor cursor, char bracket, char before) {
  const bool digit = cursor.peek() >= '0' && cursor.peek() <= '9';
  if (digit && before == '0') return syntax(cursor, "A number has no leading zero.");
  if (cursor.peek() != ',') {
    return syntax(cursor,
                  std::string("Expected `,` or `") + bracket + "`; " + found_at(cursor) + ".");
  }
  cursor.skip(1);
  cursor.skip_space();
  if (cursor.peek() == bracket) {
    return syntax(cursor, std::string("Remove the comma before this `") + bracket + "`.");
  }
  return bracket == '}' ? explain_name(cursor, "a name in double quotes")
                        : explain_value(cursor, "a value");
}

}  // namespace

Diagnostic explain_syntax(Cursor cursor, After after) {
  const std::size_t last = cursor.offset();
  cursor.skip_space();
  const char before = last == cursor.offset() && cursor.offset() > 0 ? cursor.last() : ' ';
  switch (after) {
    case After::nothing:
      return explain_value(cursor, "a JSON value");
    case After::object_opened:
      return explain_name(cursor, "a name in double quotes or `}`");
    case After::list_opened:
      return explain_value(cursor, "a value or `]`");
    case After::object_member:
      return explain_next(cursor, '}', before);
    case After::list_item:
      return explain_next(cursor, ']', before);
    case After::document:
      return syntax(cursor, "The JSON value ends before this; remove the rest.");
    case After::name:
      break;
  }
  if (cursor.peek() != ':') {
    return syntax(cursor, "Expected `:` after the name; " + found_at(cursor) + ".");
  }
  cursor.skip(1);
  cursor.skip_space();
  return explain_value(cursor, "a value");
}

}  // namespace tundish::json
