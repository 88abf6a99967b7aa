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

void put(Value& value, bool boolean) { value = Value(boolean); }
void put(Value& value, double number) { value = Value(number); }
void put(Value& value, std::string text) { value = Value(std::move(text)); }
void put(Value& value, Value::List list) { value = Value(std::move(list)); }

/// False when a name stands there twice.
bool put(Value& value, Value::Object members) {
  const std::size_t size = members.size();
  value = Value(std::move(members));
  return value.object().size() == size;
}

Value& value_of(Value::Member& member) { return member.value; }

void put(Node& node, bool boolean) {
  node.kind = Kind::boolean;
  node.boolean = boolean;
}

void put(Node& node, double number) {
  node.kind = Kind::number;
  node.number = number;
}

void put(Node& node, std::string text) {
  node.kind = Kind::text;
  node.text = std::move(text);
}

void put(Node& node, std::vector<Node> items) {
  node.kind = Kind::list;
  node.items = std::move(items);
}

bool put(Node& node, std::vector<Member> members) {
  node.kind = Kind::object;
  node.members = std::move(members);
  bool is_sorted = true;
  for (std::size_t i = 1; i < node.members.size(); ++i) {
    is_sorted = is_sorted && node.members[i - 1].name < node.members[i].name;
  }
  if (is_sorted) return true;
  // What the engine writes is in order; the rest is small and may take its time.
  const std::size_t size = node.members.size();
  node = to_node(to_value(node));
  return node.members.size() == size;
}

Node& value_of(Member& member) { return member.node; }

struct OfValues {
  using List = Value::List;
  using Object = Value::Object;
};

struct OfNodes {
  using List = std::vector<Node>;
  using Object = std::vector<Member>;
};

/// Each function takes something off the front of the text, or returns false and is not called
/// again. `Tree` is what it builds.
template <class Tree, class Kinds>
class QuickReader {
 public:
  QuickReader(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

  bool take_document(Tree& value) {
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

  bool take_value(Tree& value, std::size_t depth) {
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
        put(value, std::move(text));
        return true;
      }
      case 't':
        put(value, true);
        return take_word("true");
      case 'f':
        put(value, false);
        return take_word("false");
      case 'n':
        return take_word("null");
      default:
        return take_number(value);
    }
  }

  bool take_object(Tree& value, std::size_t depth) {
    ++at_;
    typename Kinds::Object members;
    if (!take('}')) {
      do {
        skip_space();
        members.push_back({});
        auto& member = members.back();
        if (!take_text(member.name) || !take(':') || !take_value(value_of(member), depth)) {
          return false;
        }
      } while (take(','));
      if (!take('}')) return false;
    }
    return put(value, std::move(members));
  }

  bool take_list(Tree& value, std::size_t depth) {
    ++at_;
    typename Kinds::List list;
    if (!take(']')) {
      do {
        list.push_back({});
        if (!take_value(list.back(), depth)) return false;
      } while (take(','));
      if (!take(']')) return false;
    }
    put(value, std::move(list));
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

  bool take_number(Tree& value) {
    const std::string_view token = text_.substr(at_, decimal_length(text_.substr(at_)));
    if (token.empty()) return false;
    at_ += token.size();
    const std::string_view digits = token.substr(token.front() == '-' ? 1 : 0);
    if (digits.size() <= kSurelyWhole && digits.find_first_of(".eE") == digits.npos) {
      std::int64_t whole = 0;
      for (const char digit : digits) whole = whole * 10 + (digit - '0');
      if (digits.size() < token.size()) whole = -whole;
      put(value, static_cast<double>(whole));
      return true;
    }
    const std::optional<double> number = parse_decimal(token);
    if (!number || is_out_of_range(*number, token)) return false;
    put(value, *number != 0 ? *number : 0.0);
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
  if (text.size() > limits.bytes) return std::nullopt;
  if (!QuickReader<Value, OfValues>(text, limits).take_document(value)) return std::nullopt;
  return value;
}

std::optional<Node> quick_node(std::string_view text, const Limits& limits) {
  std::optional<Node> node(std::in_place);
  if (text.size() > limits.bytes) return std::nullopt;
  if (!QuickReader<Node, OfNodes>(text, limits).take_document(*node)) return std::nullopt;
  return node;
}

}  // namespace tundish::json
