#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/formula_cursor.hpp"
#include "import/script_operators.hpp"

namespace tundish {

/// Reads JavaScript by precedence, weakest first; a form that is not known ends everything with
/// nothing. Statements are run as they are read: a name means what was last assigned to it, and
/// what both branches of an `if` leave behind is joined.
class ScriptReader {
 public:
  ScriptReader(std::string_view text, const SlugOf& slug_of, const KindsOf& kinds_of)
      : cursor_(text, FormulaCursor::Comments::of_scripts),
        slug_of_(slug_of),
        kinds_of_(kinds_of) {}

  std::optional<Script> read();

 private:
  using Found = std::optional<Formula>;
  using Names = std::map<std::string, Formula, std::less<>>;

  /// What a `return` gives, and when it is come to; always, when nothing stands there.
  struct Exit {
    Found when;
    Formula value;
  };
  struct Block {
    std::vector<Exit> exits;
    bool returns = false;  ///< on every way through it
  };

  bool statements(Block& block, std::string_view closing);
  bool statement(Block& block);
  bool declaration();
  bool assignment(const std::string& name);
  bool assign(const std::string& name, Found value);
  bool branch(Block& block);
  bool branch_body(Block& block);
  bool join_names(const Formula& test, Names before, const Names& yes, const Names& no);

  Found ternary();
  Found choice();
  Found both();
  Found equality();
  Found order();
  Found sum();
  Found product();
  Found power();
  Found unary();
  Found postfix();
  Found method(Formula whole, std::string_view name);
  Found element(Formula whole);
  Found primary();
  Found interpolated();
  Found named();
  Found called(std::string_view word);
  bool arguments(std::vector<Formula>& parts, std::string_view closing);
  Found joined(Found left, Found right, std::string_view word);

  FormulaCursor cursor_;
  const SlugOf& slug_of_;
  const KindsOf& kinds_of_;
  ScriptOperators operators_;
  Names names_;
};

}  // namespace tundish
