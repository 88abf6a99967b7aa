#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/formula.hpp"

namespace tundish {

/// The whole number that a formula is, from 0 to `most`.
std::optional<int> small_number(const Formula& formula, double most);

/// JavaScript's operators and methods in JsonLogic. Where they differ for some values of the
/// operands, `doubt` says for which.
class ScriptOperators {
 public:
  /// An operator with two sides, as it is written, or `and`, `or`, `??`.
  Formula joined(std::string_view word, Formula left, Formula right);
  /// An operation with numbers.
  Formula arithmetic(std::string_view word, std::vector<Formula> parts);
  std::optional<Formula> power(const Formula& base, const Formula& exponent);
  /// What says whether the formula counts as true.
  Formula truth(Formula formula);

  Formula element(Formula whole, int place);
  Formula length(Formula whole);
  /// Methods: the whole, and what stands in the brackets.
  Formula includes(std::vector<Formula> parts);
  Formula concat(std::vector<Formula> parts);
  Formula slice(std::vector<Formula> parts);
  std::optional<Formula> fixed(const Formula& number, const Formula& digits);
  Formula trimmed(Formula whole);

  /// Empty: it is the same for all values.
  const std::string& doubt() const { return doubt_; }

 private:
  Formula sum(Formula left, Formula right);
  Formula equality(std::string_view sign, Formula left, Formula right);
  Formula order(std::string_view sign, Formula left, Formula right);
  void doubt_of(std::string_view sentence);
  void doubt_of_text(const Formula& whole);

  std::string doubt_;
};

}  // namespace tundish
