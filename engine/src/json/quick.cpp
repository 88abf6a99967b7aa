#include "json/quick.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include "json/range.hpp"
#include "support/decimal.hpp"
#include "support/plain_text.hpp"
#include "support/utf8.hpp"

namespace tundish::json {

namespace {

constexpr std::size_t kSurelyWhole = 15;  // digits that every double tells apart

/// What `\c` stands for; 0 for `\u` and what stands for nothing.
char unescaped(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return 0;
  }
}

/// The value of a hexadecimal digit, or 16.
std::uint32_t hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : 16;
}

/// Each function takes something off the front of the text, or returns false and is not called
/// again.
class QuickReader {
 public:
  QuickReader(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

  bool take_document(Value& value) {
    if (!take_value(value, 0)) return false;
    skip_space();
    return at_ == text_.size();
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') ++at_;
  }

  /// Also skips the space before it.
  bool take(char wanted) {
    skip_space();
    if (peek() != wanted) return false;
    ++at_;
    return true;
  }

  bool take_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool take_value(Value& value, std::size_t depth) {
    if (++nodes_ > limits_.nodes) return false;
    skip_space();
    switch (peek()) {
      case '{':
        return depth < limits_.depth && take_object(value, depth + 1);
      case '[':
        return depth < limits_.depth && take_list(value, depth + 1);
      case '"': {
        std::string text;
        if (!take_text(text)) return false;
        value = Value(std::move(text));
        return true;
      }
      case 't':
        value = Value(true);
        return take_word("true");
      case 'f':
        value = Value(false);
        return take_word("false");
      case 'n':
        value = Value();
        return take_word("null");
      default:
        return take_number(value);
    }
  }

  bool take_object(Value& value, std::size_t depth) {
    ++at_;
    Value::Object members;
    if (!take('}')) {
      do {
        skip_space();
        members.push_back({});
        Value::Member& member = members.back();
        if (!take_text(member.name) || !take(':') || !take_value(member.value, depth)) return false;
      } while (take(','));
      if (!take('}')) return false;
    }
    const std::size_t size = members.size();
    value = Value(std::move(members));
    return value.object().size() == size;  // fewer where a name stands twice
  }

  bool take_list(Value& value, std::size_t depth) {
    ++at_;
    Value::List list;
    if (!take(']')) {
      do {
        list.push_back({});
        if (!take_value(list.back(), depth)) return false;
      } while (take(','));
      if (!take(']')) return false;
    }
    value = Value(std::move(list));
    return true;
  }

  bool take_text(std::string& text) {
    if (peek() != '"') return false;
    std::size_t plain = ++at_;
    while (at_ < text_.size()) {
      at_ += plain_length(text_.substr(at_));
      const char byte = peek();
      if (byte == '"') {
        text.append(text_, plain, at_ - plain);
        ++at_;
        return true;
      }
      if (byte == '\\') {
        text.append(text_, plain, at_ - plain);
        ++at_;
        if (!take_escape(text)) return false;
        plain = at_;
      } else {
        const std::size_t size =
            static_cast<unsigned char>(byte) < 0x80 ? 0 : utf8::decode(text_, at_).size;
        if (size == 0) return false;
        at_ += size;
      }
    }
    return false;
  }

  /// What stands behind a backslash.
  bool take_escape(std::string& text) {
    const char kind = peek();
    ++at_;
    if (const char meant = unescaped(kind)) {
      text.push_back(meant);
      return true;
    }
    std::uint32_t code = 0;
    if (kind != 'u' || !take_unit(code) || code == 0) return false;
    if (code >= 0xd800 && code < 0xdc00) {
      std::uint32_t low = 0;
      if (!take_word("\\u") || !take_unit(low) || low < 0xdc00 || low > 0xdfff) return false;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    } else if (code >= 0xdc00 && code <= 0xdfff) {
      return false;
    }
    utf8::append(text, code);
    return true;
  }

  /// Four hexadecimal digits.
  bool take_unit(std::uint32_t& unit) {
    for (int digit = 0; digit < 4; ++digit, ++at_) {
      const std::uint32_t worth = hex_digit(peek());
      if (worth > 15) return false;
      unit = unit * 16 + worth;
    }
    return true;
  }

  bool take_number(Value& value) {
    const std::string_view token = text_.substr(at_, decimal_length(text_.substr(at_)));
    if (token.empty()) return false;
    at_ += token.size();
    const std::string_view digits = token.substr(token.front() == '-' ? 1 : 0);
    if (digits.size() <= kSurelyWhole && digits.find_first_of(".eE") == digits.npos) {
      std::int64_t whole = 0;
      for (const char digit : digits) whole = whole * 10 + (digit - '0');
      if (digits.size() < token.size()) whole = -whole;
      value = Value(static_cast<double>(whole));
      return true;
    }
    const std::optional<double> number = parse_decimal(token);
    if (!number || is_out_of_range(*number, token)) return false;
    value = Value(*number != 0 ? *number : 0.0);
    return true;
  }

  std::string_view text_;
  const Limits& limits_;
  std::size_t at_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace

std::optional<Value> quick_value(std::string_view text, const Limits& limits) {
  Value value;
  if (text.size() > limits.bytes || !QuickReader(text, limits).take_document(value)) {
    return std::nullopt;
  }
  return value;
}

}  // namespace tundish::json
