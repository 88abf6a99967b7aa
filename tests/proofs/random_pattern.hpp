#pragma once

#include <string>
#include <vector>

#include "unit/random_play.hpp"

namespace tundish::proofs {

using testing::Random;
using CodePoints = std::u32string;

std::string to_utf8(const CodePoints& text);

/// A character of those that the patterns are made of; now and then one from anywhere in Unicode.
char32_t random_character(Random& random);

/// A pattern of the whole syntax that the engine takes, and values that mostly match it.
///
/// Repetitions inside repetitions multiply to at most 1,000, which is as far as RE2 goes.
class RandomPattern {
 public:
  explicit RandomPattern(Random& random);

  const std::string& text() const { return text_; }
  CodePoints sample(Random& random) const;

 private:
  enum class Kind { sequence, alternatives, repeat, literal, any, characters, named, assertion };
  struct Range {
    char32_t first;
    char32_t last;
  };
  struct Node {
    Kind kind = Kind::sequence;
    std::vector<Node> children;
    int minimum = 0;
    int maximum = 0;            // of repeat; -1: none
    std::vector<Range> ranges;  // of literal, characters
    bool negated = false;       // of characters
    char letter = 'd';          // of named, assertion
  };

  Node sequence(int depth, int budget);
  Node part(int depth, int budget);
  Node group(int depth, int budget);
  Node atom(int depth, int budget);
  Node characters();
  void add_class_item(Node& node);
  Node named();
  void quantify(int& minimum, int& maximum, int budget);
  void write_literal(char32_t code, bool in_class);
  static char32_t one_of(const Node& node, Random& random);
  static void sample(const Node& node, Random& random, CodePoints& value);

  Random& random_;
  std::string text_;
  Node root_;
};

/// The value changed in a few places: often still a match, often not any more.
CodePoints mutated(CodePoints value, Random& random);

}  // namespace tundish::proofs
