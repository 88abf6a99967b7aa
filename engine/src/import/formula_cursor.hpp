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
  /// Scripts may have remarks between their parts.
  enum class Comments { none, of_scripts };

  explicit FormulaCursor(std::string_view text, Comments comments = Comments::none)
      : text_(text), comments_(comments) {}

  std::size_t size() const { return text_.size(); }
  bool at_end();
  /// Takes these characters when they come next.
  bool take(std::string_view sign);
  /// Takes this word when it comes next, whatever its case, and no letter follows.
  bool take_word(std::string_view word);
  char peek();
  std::optional<double> take_number();
  /// A text in quotes of that kind, without them; escapes are resolved.
  std::optional<std::string> take_quoted(char quote);
  /// What stands up to the next `${`, or up to the backtick that ends the text; that is taken too.
  struct Piece {
    std::string text;
    bool ends = false;
  };
  std::optional<Piece> take_piece();
  std::string_view take_identifier();
  /// What stands up to the closing sign, which is taken too.
  std::optional<std::string_view> take_until(std::string_view closing);

  /// Bounds what expressions inside each other may cost.
  bool enter() { return ++depth_ < kMaxDepth; }
  void leave() { --depth_; }

 private:
  static constexpr int kMaxDepth = 40;

  void skip_spaces();
  bool skip_comment();

  std::string_view text_;
  Comments comments_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

/// A level of operators with two sides, the left ones first.
struct InfixSign {
  std::string_view sign, word;
};

}  // namespace tundish
