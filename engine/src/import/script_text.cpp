#include <algorithm>
#include <iterator>

#include "import/formula_reader.hpp"

namespace tundish {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_word_sign(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

constexpr std::string_view kKeywords[] = {
    "typeof", "new",   "void", "delete", "await", "in",    "of",      "instanceof", "return",
    "const",  "let",   "var",  "if",     "else",  "for",   "while",   "do",         "switch",
    "case",   "throw", "try",  "catch",  "async", "yield", "function"};

bool is_keyword(std::string_view word) {
  return std::find(std::begin(kKeywords), std::end(kKeywords), word) != std::end(kKeywords);
}

/// The words, variables and signs of a text, one after the other.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : rest_(text) {}

  /// Empty at the end.
  std::string_view next() {
    is_behind_line_ = false;
    while (!rest_.empty() &&
           (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' || rest_[0] == '\r')) {
      is_behind_line_ = is_behind_line_ || rest_[0] == '\n';
      rest_.remove_prefix(1);
    }
    std::size_t size = 1;
    if (rest_.substr(0, 2) == "{{") {
      const std::size_t close = rest_.find("}}");
      size = close == std::string_view::npos ? rest_.size() : close + 2;
    } else if (!rest_.empty() && is_word_sign(rest_[0])) {
      while (size < rest_.size() && is_word_sign(rest_[size])) ++size;
    }
    const std::string_view piece = rest_.substr(0, size);
    rest_.remove_prefix(piece.size());
    return piece;
  }
  bool is_behind_line() const { return is_behind_line_; }

 private:
  std::string_view rest_;
  bool is_behind_line_ = false;
};

bool is_operand(std::string_view piece) {
  if (piece.empty() || is_keyword(piece)) return false;
  return is_word_sign(piece[0]) || piece.substr(0, 2) == "{{";
}

/// Two words in a row are nothing in JavaScript, unless quotes are around them.
bool is_prose(std::string_view text) {
  if (text.find_first_of("'\"`/") != std::string_view::npos) return false;
  Pieces pieces(text);
  bool was_operand = false;
  for (std::string_view piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
    const bool is_one = is_operand(piece);
    if (is_one && was_operand && !pieces.is_behind_line()) return true;
    was_operand = is_one;
  }
  return false;
}

/// A variable or a name that something is called or taken of.
bool takes_something(std::string_view text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const bool is_behind = is_word_sign(text[i - 1]) || text[i - 1] == '}' || text[i - 1] == ')' ||
                           text[i - 1] == ']' || text[i - 1] == '"' || text[i - 1] == '\'';
    if (!is_behind) continue;
    if (text[i] == '(' || text[i] == '[') return true;
    if (text[i] == '.' && is_letter(text[i + 1]) && !is_letter(text[i - 1])) return true;
  }
  return false;
}

}  // namespace

bool may_be_script(std::string_view text) {
  if (is_prose(text)) return false;
  for (const std::string_view sign : {"=>", ";", "`", "JSON.", "Math.", "==", "&&", "||", "??"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  Pieces pieces(text);
  for (std::string_view piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
    if (is_keyword(piece)) return text.size() > piece.size();
  }
  return takes_something(text);
}

}  // namespace tundish
