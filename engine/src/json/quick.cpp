#include "json/quick.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <list>
#include <string>
#include <utility>

#include "json/range.hpp"
#include "support/decimal.hpp"
#include "support/json_writer.hpp"
#include "support/plain_text.hpp"
#include "support/stable_order.hpp"
#include "support/utf8.hpp"

namespace tundish::json {

namespace {

constexpr std::size_t kSurelyWhole = 15;  // digits that every double tells apart
constexpr std::size_t kUsualMembers = 16;

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
void put(Value& value, std::string_view text) { value = Value(text); }
Value& value_of(Value::Member& member) { return member.value; }

void put(Node& node, bool boolean) {
  node.kind = Kind::boolean;
  node.boolean = boolean;
}

void put(Node& node, double number) {
  node.kind = Kind::number;
  node.number = number;
}

void put(Node& node, std::string_view text) {
  node.kind = Kind::text;
  node.text = text;
}

Node& value_of(Member& member) { return member.node; }

void note_written(Value&, std::string_view) {}  // knows no text
void note_written(Node& node, std::string_view text) { node.written = text; }

std::string quoted(std::string_view text) {
  JsonWriter json;
  json.string(text);
  return json.take();
}

/// How the names of an object stood.
enum class Names { in_order, mixed, twice };

// What is made of the items and members behind `first`: while a list is read, its items stand
// behind those of the lists around it, for one that grew by itself would be moved again and again.

struct OfValues {
  using Member = Value::Member;
  static constexpr bool kNotesForm = false;

  void close(Value& value, Value::List& items, std::size_t first) {
    value = Value(take_off(items, first));
  }
  Names close(Value& value, Value::Object& members, std::size_t first) {
    const std::size_t size = members.size() - first;
    value = Value(take_off(members, first));
    return value.object().size() == size ? Names::in_order : Names::twice;
  }

  std::list<std::string> texts;

 private:
  template <class Item>
  static std::vector<Item> take_off(std::vector<Item>& items, std::size_t first) {
    const auto begin = items.begin() + static_cast<std::ptrdiff_t>(first);
    std::vector<Item> taken(std::make_move_iterator(begin), std::make_move_iterator(items.end()));
    items.erase(begin, items.end());
    return taken;
  }
};

bool before(const Member& a, const Member& b) { return a.name < b.name; }

bool is_in_order(const std::vector<Member>& members, std::size_t first) {
  const auto not_before = [](const Member& a, const Member& b) { return !before(a, b); };
  const auto begin = members.begin() + static_cast<std::ptrdiff_t>(first);
  return std::adjacent_find(begin, members.end(), not_before) == members.end();
}

struct OfNodes : Kept {
  using Member = json::Member;
  static constexpr bool kNotesForm = true;

  void close(Node& node, std::vector<Node>& items, std::size_t first) {
    node.kind = Kind::list;
    node.items = rows.take_off(items, first);
  }
  Names close(Node& node, std::vector<Member>& members, std::size_t first) {
    Names names = Names::in_order;
    if (!is_in_order(members, first)) {
      const auto by_name = [](const Member& a, const Member& b) { return before(a, b); };
      sort_stably(members, by_name, first);
      names = is_in_order(members, first) ? Names::mixed : Names::twice;
    }
    node.kind = Kind::object;
    node.members = rows.take_off(members, first);
    return names;
  }
};

/// Each function takes something off the front of the text, or returns false and is not called
/// again. `Tree` is what it builds.
template <class Tree, class Kinds>
class QuickReader {
 public:
  QuickReader(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {
    members_.reserve(kUsualMembers);
  }

  bool take_document(Tree& value) {
    if (!take_value(value, 0)) return false;
    skip_space();
    return at_ == text_.size();
  }

  Kinds& kept() { return kept_; }

  /// Whether what was read is written as the engine would write it.
  bool is_canonical() const { return is_canonical_; }

 private:
  [[gnu::always_inline]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    if (peek() > ' ') return;
    for (; peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t'; ++at_) {
      is_canonical_ = false;
    }
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
    const std::size_t begin = at_;
    if (!take_any(value, depth)) return false;
    note_written(value, text_.substr(begin, at_ - begin));
    return true;
  }

  bool take_any(Tree& value, std::size_t depth) {
    switch (peek()) {
      case '{':
        return depth < limits_.depth && take_object(value, depth + 1);
      case '[':
        return depth < limits_.depth && take_list(value, depth + 1);
      case '"': {
        std::string_view text;
        if (!take_text(text)) return false;
        put(value, text);
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
    const std::size_t first = members_.size();
    if (!take('}')) {
      do {
        skip_space();
        typename Kinds::Member member;
        std::string_view name;
        if (!take_text(name) || !take(':') || !take_value(value_of(member), depth)) {
          return false;
        }
        member.name = name;
        members_.push_back(std::move(member));
      } while (take(','));
      if (!take('}')) return false;
    }
    const Names names = kept_.close(value, members_, first);
    is_canonical_ = is_canonical_ && names == Names::in_order;
    return names != Names::twice;
  }

  bool take_list(Tree& value, std::size_t depth) {
    ++at_;
    const std::size_t first = items_.size();
    if (!take(']')) {
      do {
        Tree item;
        if (!take_value(item, depth)) return false;
        items_.push_back(std::move(item));
      } while (take(','));
      if (!take(']')) return false;
    }
    kept_.close(value, items_, first);
    return true;
  }

  /// What has no escape is the text itself.
  bool take_text(std::string_view& text) {
    if (peek() != '"') return false;
    const std::size_t begin = ++at_;
    if (!skip_plain()) return false;
    text = text_.substr(begin, at_ - begin);
    if (peek() == '\\' && !take_rest(text)) return false;
    ++at_;
    return true;
  }

  /// Up to the quote or backslash that comes next; false when there is none.
  bool skip_plain() {
    while (at_ < text_.size()) {
      at_ += plain_length(text_.substr(at_));
      const char byte = peek();
      if (byte == '"' || byte == '\\') return true;
      const std::size_t size =
          static_cast<unsigned char>(byte) < 0x80 ? 0 : utf8::decode(text_, at_).size;
      if (size == 0) return false;
      at_ += size;
    }
    return false;
  }

  /// From the first escape on.
  bool take_rest(std::string_view& text) {
    const std::size_t begin = at_ - text.size();
    std::string& whole = kept_.texts.emplace_back(text);
    while (peek() == '\\') {
      ++at_;
      if (!take_escape(whole)) return false;
      const std::size_t plain = at_;
      if (!skip_plain()) return false;
      whole.append(text_, plain, at_ - plain);
    }
    text = whole;
    if (Kinds::kNotesForm && quoted(whole) != text_.substr(begin - 1, at_ - begin + 2)) {
      is_canonical_ = false;
    }
    return true;
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
      if (token == "-0") is_canonical_ = false;
      put(value, static_cast<double>(whole));
      return true;
    }
    const std::optional<double> number = parse_decimal(token);
    if (!number || is_out_of_range(*number, token)) return false;
    if (Kinds::kNotesForm && decimal_text(*number) != token) is_canonical_ = false;
    put(value, *number != 0 ? *number : 0.0);
    return true;
  }

  std::string_view text_;
  const Limits& limits_;
  std::size_t at_ = 0;
  std::size_t nodes_ = 0;
  bool is_canonical_ = true;
  Kinds kept_;
  std::vector<Tree> items_;
  std::vector<typename Kinds::Member> members_;
};

}  // namespace

std::optional<Value> quick_value(std::string_view text, const Limits& limits) {
  Value value;
  if (text.size() > limits.bytes) return std::nullopt;
  if (!QuickReader<Value, OfValues>(text, limits).take_document(value)) return std::nullopt;
  return value;
}

std::optional<Document> quick_document(std::string_view text, const Limits& limits) {
  std::optional<Document> document(std::in_place);
  if (text.size() > limits.bytes) return std::nullopt;
  QuickReader<Node, OfNodes> reader(text, limits);
  if (!reader.take_document(document->root)) return std::nullopt;
  document->kept = std::move(reader.kept());
  document->is_canonical = reader.is_canonical();
  return document;
}

}  // namespace tundish::json
