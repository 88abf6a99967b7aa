#include "json/parse.hpp"

#define JSON_NO_IO
#include <cstdint>
#include <nlohmann/detail/input/input_adapters.hpp>
#include <nlohmann/detail/input/lexer.hpp>
#include <string>
#include <utility>

#include "json/quick.hpp"
#include "json/reader.hpp"
#include "support/terse.hpp"

namespace tundish::json {

namespace {

/// What the JSON library asks of the values that its tokens become.
struct Types {
  using number_integer_t = std::int64_t;
  using number_unsigned_t = std::uint64_t;
  using number_float_t = double;
  using string_t = std::string;
};

// The library tells one token from the next. Which may follow which is decided here, because its
// own parser builds exceptions with sentences that nobody reads and stops at infinite numbers.
using Lexer = nlohmann::detail::lexer<Types, nlohmann::detail::iterator_input_adapter<const char*>>;
using Token = Lexer::token_type;

/// The value that begins with `token`.
bool take_value(Token token, Lexer& lexer, Reader& reader) {
  switch (token) {
    case Token::literal_null:
      return reader.take_null();
    case Token::literal_true:
    case Token::literal_false:
      return reader.take_boolean(token == Token::literal_true);
    case Token::value_unsigned:
    case Token::value_integer:
    case Token::value_float:
      return reader.take_number();
    case Token::value_string:
      return reader.take_text(std::move(lexer.get_string()));
    case Token::begin_array:
      return reader.begin_list();
    case Token::begin_object:
      return reader.begin_object();
    default:
      return reader.take_syntax_error();
  }
}

/// The member whose name is `token`.
bool take_member(Token token, Lexer& lexer, Reader& reader) {
  if (token != Token::value_string) return reader.take_syntax_error();
  reader.take_name(std::move(lexer.get_string()));
  if (lexer.scan() != Token::name_separator) return reader.take_syntax_error();
  return take_value(lexer.scan(), lexer, reader);
}

/// A value, a member or a closing bracket; false when the text ends here, rightly or not.
bool take_next(Lexer& lexer, Reader& reader) {
  const After after = reader.after();
  Token token = lexer.scan();
  if (after == After::document) return token != Token::end_of_input && reader.take_syntax_error();
  const bool in_object = after == After::object_opened || after == After::object_member;
  if (after != After::nothing && token == (in_object ? Token::end_object : Token::end_array)) {
    return reader.end();
  }
  if (after == After::object_member || after == After::list_item) {
    if (token != Token::value_separator) return reader.take_syntax_error();
    token = lexer.scan();
  }
  return in_object ? take_member(token, lexer, reader) : take_value(token, lexer, reader);
}

constexpr std::string_view kMark = "\xef\xbb\xbf";

bool begins_with_mark(std::string_view text) { return text.substr(0, kMark.size()) == kMark; }

/// Takes the byte order mark off, which is a fault.
std::vector<ByteFault> take_byte_order_mark(std::string_view& text) {
  if (!begins_with_mark(text)) return {};
  // All of them: the JSON library passes over one, and places would be wrong by it.
  while (text.substr(0, kMark.size()) == kMark) text.remove_prefix(kMark.size());
  Diagnostic diagnostic;
  diagnostic.code = "bom";
  diagnostic.place = Place{"", 1, 1};
  diagnostic.sentence = "The text begins with a byte order mark; save it as UTF-8 without one.";
  return {ByteFault{0, std::move(diagnostic)}};
}

/// For the player's build, which says that a text is wrong, not where or why.
[[maybe_unused]] Reading read_tersely(std::string_view text, const Limits& limits) {
  std::optional<Document> document = quick_document(text, limits);
  if (document) return Reading{std::move(document), {}};
  Diagnostic diagnostic;
  diagnostic.code = "json_syntax";
  return Reading{std::nullopt, {std::move(diagnostic)}};
}

/// Says everything that is wrong with a text, each with its place.
[[maybe_unused]] Reading read_thoroughly(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes) {
    Diagnostic diagnostic;
    diagnostic.code = "too_large";
    diagnostic.place = Place{"", 1, 1};
    diagnostic.sentence = "The text has " + std::to_string(text.size()) + " bytes; " +
                          std::to_string(limits.bytes) + " are allowed.";
    return Reading{std::nullopt, {std::move(diagnostic)}};
  }
  std::vector<ByteFault> faults = take_byte_order_mark(text);
  const CheckedBytes checked = check_bytes(text);
  faults.insert(faults.end(), checked.faults.begin(), checked.faults.end());
  if (!checked.faults.empty()) text = checked.repaired;

  Reader reader(text, limits, std::move(faults));
  Lexer lexer({text.data(), text.data() + text.size()});
  // The library would skip a second mark; to the reader it is no JSON.
  bool goes_on = !begins_with_mark(text) || reader.take_syntax_error();
  while (goes_on) goes_on = take_next(lexer, reader);
  return reader.finish();
}

}  // namespace

Reading read(std::string_view text, const Limits& limits) {
  return kTerse ? read_tersely(text, limits) : read_thoroughly(text, limits);
}

Result<Document> parse(std::string_view text, const Limits& limits) {
  Reading reading = read(text, limits);
  if (!reading.faults.empty() || !reading.document) return unexpected(std::move(reading.faults));
  return std::move(*reading.document);
}

}  // namespace tundish::json
