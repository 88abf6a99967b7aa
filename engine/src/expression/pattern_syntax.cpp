#include "expression/pattern_syntax.hpp"

#include <optional>
#include <string>
#include <utility>

#include "expression/code_class.hpp"
#include "support/terse.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

PatternNode characters_node(CodeClass characters) {
  PatternNode node;
  node.kind = PatternKind::character;
  node.characters = std::move(characters);
  return node;
}

PatternNode assertion_node(PatternStep assertion) {
  PatternNode node;
  node.kind = PatternKind::assertion;
  node.assertion = assertion;
  return node;
}

bool is_quantifier(char character) {
  return character == '*' || character == '+' || character == '?' || character == '{';
}

/// Recursive descent; the first fault ends it. Every step returns nothing after a fault.
class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_(text) {}

  Result<PatternNode> parse() {
    std::optional<PatternNode> node = alternatives();
    if (node && !at_end()) fail("This `)` closes no group; write `\\)` for the character.");
    if (fault_) return unexpected(pattern_fault(text_, fault_at_, fault_));
    return std::move(*node);
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool take(std::string_view token) {
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }
  std::nullopt_t fail(const char* sentence) { return fail(sentence, at_); }
  std::nullopt_t fail(const char* sentence, std::size_t at) {
    if (!fault_) {
      fault_ = kTerse ? "" : sentence;
      fault_at_ = at;
    }
    return std::nullopt;
  }

  std::optional<PatternNode> alternatives() {
    PatternNode node;
    node.kind = PatternKind::alternatives;
    do {
      std::optional<PatternNode> branch = sequence();
      if (!branch) return std::nullopt;
      node.children.push_back(std::move(*branch));
    } while (take("|"));
    if (node.children.size() > 1) return node;
    PatternNode only = std::move(node.children[0]);
    return only;
  }

  std::optional<PatternNode> sequence() {
    PatternNode node;
    while (!at_end() && peek() != '|' && peek() != ')') {
      std::optional<PatternNode> part = quantified();
      if (!part) return std::nullopt;
      node.children.push_back(std::move(*part));
    }
    return node;
  }

  std::optional<PatternNode> quantified() {
    std::optional<PatternNode> atom = this->atom();
    if (!atom || !is_quantifier(peek())) return atom;
    PatternNode node;
    node.kind = PatternKind::repeat;
    if (!quantifier(node)) return std::nullopt;
    take("?");  // a lazy form gives the same verdict
    if (is_quantifier(peek())) return fail("A repetition cannot be repeated; group it first.");
    if (peek() == '+') return fail("Possessive repetition is not supported.");
    node.children.push_back(std::move(*atom));
    return node;
  }

  bool quantifier(PatternNode& node) {
    const std::size_t begin = at_;
    if (take("*")) return true;
    if (take("+")) {
      node.minimum = 1;
      return true;
    }
    if (take("?")) {
      node.maximum = 1;
      return true;
    }
    take("{");
    const std::optional<int> minimum = count();
    if (minimum) node.minimum = *minimum;
    node.maximum = node.minimum;
    if (minimum && take(",")) {
      node.maximum = kNoMaximum;
      if (peek() != '}') node.maximum = count().value_or(kNoMaximum - 1);
    }
    const bool known = minimum && node.maximum >= kNoMaximum && take("}");
    if (!known) {
      fail("A repetition is {m}, {m,} or {m,n} with plain numbers; write `\\{` for the character.",
           begin);
    } else if (node.minimum > kMaxPatternRepeat || node.maximum > kMaxPatternRepeat) {
      fail("At most 1,000 repetitions.", begin);
    } else if (node.maximum != kNoMaximum && node.maximum < node.minimum) {
      fail("The smaller number of repetitions comes first.", begin);
    }
    return !fault_;
  }

  std::optional<int> count() {
    const std::size_t begin = at_;
    int number = 0;
    for (; peek() >= '0' && peek() <= '9'; ++at_) {
      if (number <= kMaxPatternRepeat) number = number * 10 + (peek() - '0');
    }
    // Some dialects read {02} as a repetition and some as five characters.
    const bool leading_zero = at_ - begin > 1 && text_[begin] == '0';
    if (at_ == begin || leading_zero) return std::nullopt;
    return number;
  }

  std::optional<PatternNode> atom() {
    if (take("(")) return group();
    if (take("[")) return bracketed();
    if (take(".")) return characters_node(negate({{'\n', '\n'}}));
    if (take("^")) return assertion_node(PatternStep::begin);
    if (take("$")) return assertion_node(PatternStep::end);
    if (take("\\b")) return assertion_node(PatternStep::word_edge);
    if (take("\\B")) return assertion_node(PatternStep::no_word_edge);
    if (peek() == '{') return fail("Write `\\{` for the character.");
    if (is_quantifier(peek())) return fail("There is nothing before this to repeat.");
    CodeClass named = take_named_class();
    if (!named.empty()) return characters_node(std::move(named));
    const std::optional<char32_t> code = character();
    if (!code) return std::nullopt;
    return characters_node({{*code, *code}});
  }

  std::optional<PatternNode> group() {
    const std::size_t begin = at_ - 1;
    if (!take("?:") && peek() == '?') {
      return fail("Groups are ( ) and (?: ); look-around and named groups are not supported.",
                  begin);
    }
    if (++depth_ > kMaxPatternDepth) return fail("Groups stand at most 100 deep.", begin);
    std::optional<PatternNode> node = alternatives();
    --depth_;
    if (node && !take(")")) return fail("This group is never closed.", begin);
    return node;
  }

  /// `\d` and its like, or an empty class when another thing stands here.
  CodeClass take_named_class() {
    if (peek() != '\\' || at_ + 1 == text_.size()) return {};
    CodeClass named = named_class(text_[at_ + 1]);
    if (!named.empty()) at_ += 2;
    return named;
  }

  std::optional<PatternNode> bracketed() {
    const std::size_t begin = at_ - 1;
    const bool negated = take("^");
    CodeClass ranges;
    if (peek() == ']') return fail("This class is empty; write `\\]` for the character.", begin);
    while (!take("]")) {
      if (at_end()) return fail("This class is never closed.", begin);
      if (text_.substr(at_, 2) == "[:") return fail("Classes like [:alpha:] are not supported.");
      const CodeClass named = take_named_class();
      ranges.insert(ranges.end(), named.begin(), named.end());
      if (named.empty() && !range(ranges)) return std::nullopt;
    }
    CodeClass characters = normalise(std::move(ranges));
    return characters_node(negated ? negate(characters) : std::move(characters));
  }

  /// A character or a range of them inside a class.
  bool range(CodeClass& ranges) {
    const std::size_t begin = at_;
    const std::optional<char32_t> first = character();
    if (!first) return false;
    CodeRange range{*first, *first};
    const bool more = peek() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']';
    if (more) {
      ++at_;
      const std::optional<char32_t> last = character();
      if (!last) return false;
      if (*last < *first) fail("The first character of a range comes before its last.", begin);
      range.last = *last;
    }
    ranges.push_back(range);
    return !fault_;
  }

  /// One literal character, perhaps written as an escape.
  std::optional<char32_t> character() {
    const std::size_t begin = at_;
    if (take("\\")) return escaped(begin);
    const utf8::CodePoint point = utf8::decode(text_, at_);
    if (point.size == 0) return fail("This is not UTF-8.");
    at_ += point.size;
    return point.code;
  }

  std::optional<char32_t> escaped(std::size_t begin) {
    if (at_end())
      return fail("A backslash ends the pattern; write `\\\\` for the character.", begin);
    const char letter = text_[at_++];
    switch (letter) {
      case 'n':
        return U'\n';
      case 't':
        return U'\t';
      case 'r':
        return U'\r';
      case 'f':
        return U'\f';
      case 'v':
        return U'\v';
      default:
        break;
    }
    const auto code = static_cast<unsigned char>(letter);
    if (code < 0x80 && !(is_word(code) && code != '_')) return code;
    if (code >= '1' && code <= '9') return fail("Back references are not supported.", begin);
    return fail("This escape is not supported.", begin);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  const char* fault_ = nullptr;
  std::size_t fault_at_ = 0;
};

}  // namespace

Diagnostics pattern_fault(std::string_view text, std::size_t offset, const char* sentence) {
  Diagnostic diagnostic;
  diagnostic.code = "reg_ex";
  diagnostic.place.line = 1;
  diagnostic.place.column = 1 + static_cast<int>(utf8::count_code_points(text.substr(0, offset)));
  diagnostic.sentence = sentence;
  return {std::move(diagnostic)};
}

Result<PatternNode> parse_pattern_syntax(std::string_view text) {
  if (text.size() > kMaxPatternBytes) {
    return unexpected(pattern_fault(text, 0, "A pattern has at most 1,000 bytes."));
  }
  return PatternParser(text).parse();
}

}  // namespace tundish
