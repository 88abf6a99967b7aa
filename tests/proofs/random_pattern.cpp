#include "proofs/random_pattern.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace tundish::proofs {

namespace {

constexpr int kMaxRepetitions = 1000;
constexpr std::size_t kLongestSample = 200;

// Few characters, so that patterns and values meet; both sides of what classes and UTF-8 tell
// apart.
constexpr char32_t kCommon[] = U"aabbcz019_-. /Aé😀";
constexpr char32_t kRare[] = {U'\n',    U'\t', U'\r', U'\f',  U'\v',  U'\0',  0x1f,   0x7f,
                              0x80,     0xa0,  0x7ff, 0x800,  0xd7ff, 0xe000, 0xffff, 0x10000,
                              0x10ffff, U'^',  U'$',  U'\\',  U'[',   U']',   U'{',   U'}',
                              U'(',     U')',  U'|',  U'*',   U'+',   U'?',   U'"',   U'`',
                              U'@',     U'G',  U'k',  0x212a, U'ß',   U'İ',   U'Z',   U'~'};

bool is_special(char32_t code) {
  return code < 0x80 &&
         std::string("\\^$.|?*+()[]{}").find(static_cast<char>(code)) != std::string::npos;
}

bool is_punctuation(char32_t code) {
  return code > 0x20 && code < 0x7f && code != '_' &&
         !((code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
           (code >= 'a' && code <= 'z'));
}

/// The letter of an escape such as `\n`, or NUL.
char escape_letter(char32_t code) {
  switch (code) {
    case U'\n':
      return 'n';
    case U'\t':
      return 't';
    case U'\r':
      return 'r';
    case U'\f':
      return 'f';
    case U'\v':
      return 'v';
    default:
      return '\0';
  }
}

char32_t named_character(char letter, Random& random) {
  switch (letter) {
    case 'd':
      return U"0193"[random.below(4)];
    case 'w':
      return U"aZ0_zb"[random.below(6)];
    case 's':
      return U" \t\n\v\r\f"[random.below(6)];
    case 'D':
      return U"a_ -é/:"[random.below(7)];
    case 'W':
      return U" -.é😀@[`{"[random.below(9)];
    default:
      return U"a0_-é"[random.below(5)];  // \S
  }
}

}  // namespace

std::string to_utf8(const CodePoints& text) {
  std::string bytes;
  for (const char32_t code : text) utf8::append(bytes, code);
  return bytes;
}

char32_t random_character(Random& random) {
  if (!random.one_in(10)) return kCommon[random.below(std::size(kCommon) - 1)];
  if (!random.one_in(4)) return kRare[random.below(std::size(kRare))];
  const auto code = static_cast<char32_t>(random.below(0x110000));
  return code >= 0xd800 && code < 0xe000 ? U'a' : code;
}

RandomPattern::RandomPattern(Random& random) : random_(random) {
  Node node;
  node.kind = Kind::alternatives;
  do {
    if (!node.children.empty()) text_ += '|';
    node.children.push_back(sequence(3, kMaxRepetitions));
  } while (random_.one_in(6));
  root_ = std::move(node);
}

CodePoints RandomPattern::sample(Random& random) const {
  CodePoints value;
  sample(root_, random, value);
  return value;
}

RandomPattern::Node RandomPattern::sequence(int depth, int budget) {
  Node node;
  const std::size_t parts = random_.one_in(12) ? 0 : 1 + random_.below(4);
  for (std::size_t i = 0; i < parts; ++i) node.children.push_back(part(depth, budget));
  return node;
}

void RandomPattern::quantify(int& minimum, int& maximum, int budget) {
  minimum = 0;
  maximum = -1;
  const auto bound = static_cast<std::size_t>(std::min(budget, random_.one_in(20) ? 60 : 4));
  switch (random_.below(6)) {
    case 0:
      return;  // *
    case 1:
      minimum = 1;  // +
      return;
    case 2:
      maximum = 1;  // ?
      return;
    case 3:
      minimum = maximum = static_cast<int>(random_.below(bound + 1));
      return;
    case 4:
      minimum = static_cast<int>(random_.below(bound + 1));
      return;
    default:
      maximum = static_cast<int>(random_.below(bound + 1));
      minimum = static_cast<int>(random_.below(static_cast<std::size_t>(maximum) + 1));
  }
}

RandomPattern::Node RandomPattern::part(int depth, int budget) {
  if (!random_.one_in(3)) return atom(depth, budget);
  Node node;
  node.kind = Kind::repeat;
  quantify(node.minimum, node.maximum, budget);
  const int times = std::max({1, node.minimum, node.maximum});
  node.children.push_back(atom(depth, budget / times));
  if (node.maximum == -1 && node.minimum <= 1 && !random_.one_in(4)) {
    text_ += node.minimum == 0 ? '*' : '+';
  } else if (node.minimum == 0 && node.maximum == 1 && !random_.one_in(4)) {
    text_ += '?';
  } else {
    text_ += '{' + std::to_string(node.minimum);
    if (node.maximum != node.minimum) text_ += ',';
    if (node.maximum > node.minimum) text_ += std::to_string(node.maximum);
    text_ += '}';
  }
  if (random_.one_in(4)) text_ += '?';
  return node;
}

RandomPattern::Node RandomPattern::group(int depth, int budget) {
  Node node;
  node.kind = Kind::alternatives;
  text_ += random_.one_in(2) ? "(" : "(?:";
  do {
    if (!node.children.empty()) text_ += '|';
    node.children.push_back(sequence(depth - 1, budget));
  } while (random_.one_in(2));
  text_ += ')';
  return node;
}

RandomPattern::Node RandomPattern::atom(int depth, int budget) {
  if (depth > 0 && random_.one_in(4)) return group(depth, budget);
  Node node;
  switch (random_.below(10)) {
    case 0:
      node.kind = Kind::any;
      text_ += '.';
      return node;
    case 1:
    case 2:
      return characters();
    case 3:
      return named();
    case 4:
      if (random_.one_in(3)) {
        node.kind = Kind::assertion;
        node.letter = "^$bB"[random_.below(4)];
        if (node.letter == 'b' || node.letter == 'B') text_ += '\\';
        text_ += node.letter;
        return node;
      }
      [[fallthrough]];
    default:
      node.kind = Kind::literal;
      const char32_t code = random_character(random_);
      node.ranges.push_back(Range{code, code});
      write_literal(code, false);
      return node;
  }
}

void RandomPattern::write_literal(char32_t code, bool in_class) {
  const char letter = escape_letter(code);
  const bool escaped =
      in_class ? code == ']' || code == '[' || code == '\\' || code == '^' || code == '-'
               : is_special(code) && code != ']' && code != '}';
  if (letter != '\0' && random_.one_in(2)) {
    text_ += '\\';
    text_ += letter;
    return;
  }
  if (escaped || (is_punctuation(code) && random_.one_in(4))) text_ += '\\';
  text_ += to_utf8(CodePoints(1, code));
}

RandomPattern::Node RandomPattern::named() {
  Node node;
  node.kind = Kind::named;
  node.letter = "dwsDWS"[random_.below(6)];
  text_ += '\\';
  text_ += node.letter;
  return node;
}

void RandomPattern::add_class_item(Node& node) {
  char32_t first = random_character(random_);
  if (random_.one_in(6)) {
    const Node one = named();
    const char32_t code = named_character(one.letter, random_);
    node.ranges.push_back(Range{code, code});
    return;
  }
  if (!random_.one_in(3)) {
    write_literal(first, true);
    node.ranges.push_back(Range{first, first});
    return;
  }
  char32_t last = random_character(random_);
  if (last < first) std::swap(first, last);
  write_literal(first, true);
  text_ += '-';
  write_literal(last, true);
  node.ranges.push_back(Range{first, last});
}

RandomPattern::Node RandomPattern::characters() {
  Node node;
  node.kind = Kind::characters;
  node.negated = random_.one_in(4);
  text_ += node.negated ? "[^" : "[";
  const bool begins_with_dash = random_.one_in(12);
  if (begins_with_dash) {
    text_ += '-';
    node.ranges.push_back(Range{'-', '-'});
  }
  // A dash that stands first would begin a range with what follows a dash; one item keeps it apart.
  for (std::size_t i = random_.below(3); i < 3; ++i) add_class_item(node);
  if (random_.one_in(12)) {
    text_ += '-';
    node.ranges.push_back(Range{'-', '-'});
  }
  text_ += ']';
  return node;
}

char32_t RandomPattern::one_of(const Node& node, Random& random) {
  if (node.negated) {
    for (int tries = 0; tries < 8; ++tries) {
      const char32_t code = random_character(random);
      const bool listed = std::any_of(
          node.ranges.begin(), node.ranges.end(),
          [code](const Range& range) { return range.first <= code && code <= range.last; });
      if (!listed) return code;
    }
    return U'~';
  }
  const Range& range = node.ranges[random.below(node.ranges.size())];
  const std::size_t reach = std::min<std::size_t>(range.last - range.first, 40);
  const char32_t code = range.first + static_cast<char32_t>(random.below(reach + 1));
  return code >= 0xd800 && code < 0xe000 ? range.first : code;
}

void RandomPattern::sample(const Node& node, Random& random, CodePoints& value) {
  if (value.size() > kLongestSample) return;
  switch (node.kind) {
    case Kind::sequence:
      for (const Node& child : node.children) sample(child, random, value);
      return;
    case Kind::alternatives:
      return sample(node.children[random.below(node.children.size())], random, value);
    case Kind::repeat: {
      const int most = node.maximum == -1 ? node.minimum + 3 : node.maximum;
      const auto spread = static_cast<std::size_t>(std::min(most - node.minimum, 3) + 1);
      const int times = node.minimum + static_cast<int>(random.below(spread));
      for (int i = 0; i < times; ++i) sample(node.children[0], random, value);
      return;
    }
    case Kind::any:
      value += U"ab0 é😀_-"[random.below(8)];
      return;
    case Kind::literal:
    case Kind::characters:
      value += one_of(node, random);
      return;
    case Kind::named:
      value += named_character(node.letter, random);
      return;
    case Kind::assertion:
      return;
  }
}

CodePoints mutated(CodePoints value, Random& random) {
  for (std::size_t changes = random.below(3); changes > 0; --changes) {
    const std::size_t at = random.below(value.size() + 1);
    const bool inside = at < value.size();
    switch (random.below(5)) {
      case 0:
        value.insert(at, 1, random_character(random));
        break;
      case 1:
        if (inside) value.erase(at, 1);
        break;
      case 2:
        if (inside) value[at] = random_character(random);
        break;
      case 3:
        if (inside) value.insert(at, 1, value[at]);
        break;
      default:
        if (random.one_in(4)) value.resize(at);
        break;
    }
  }
  return value;
}

}  // namespace tundish::proofs
