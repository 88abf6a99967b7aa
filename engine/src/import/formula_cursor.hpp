#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/formula_reader.hpp"

namespace tundish {

/// What both kinds of expressions are read with: a place in the text that moves on.
class FormulaCursor {
 public:
  explicit FormulaCursor(std::string_view text) : text_(text) {}

  bool at_end();
  /// Takes these characters when they come next.
  bool take(std::string_view sign);
  /// Takes this word when it comes next, whatever its case, and no letter follows.
  bool take_word(std::string_view word);
  char peek();
  std::optional<double> take_number();
  /// A text in quotes of that kind, without them; escapes are resolved.
  std::optional<std::string> take_quoted(char quote);
  std::string_view take_identifier();
  /// What stands up to the closing sign, which is taken too.
  std::optional<std::string_view> take_until(std::string_view closing);

  /// Bounds what expressions inside each other may cost.
  bool enter() { return ++depth_ < kMaxDepth; }
  void leave() { --depth_; }

 private:
  static constexpr int kMaxDepth = 40;

  void skip_spaces();

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

/// A level of operators with two sides, the left ones first.
struct InfixSign {
  std::string_view sign, word;
};

}  // namespace tundish
