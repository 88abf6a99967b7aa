#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/formula.hpp"

namespace tundish {

/// Which slug a name of the other format means; nothing when it means none.
using SlugOf = std::function<std::optional<std::string>(std::string_view name)>;

/// What the value of a slug may be.
using KindsOf = std::function<Kinds(std::string_view slug)>;

struct Script {
  Formula formula;
  std::string doubt;  ///< for which values the script gives something else; empty: for none
};

/// The little JavaScript that people write into bots: literals, `{{variables}}`, operators, a
/// ternary, `Math`, `Number`, `String`, `.length`, `.includes`; nothing when it is more than that.
std::optional<Script> read_script(std::string_view text, const SlugOf& slug_of,
                                  const KindsOf& kinds_of);

/// Whether a text that `read_script` knows nothing of may be a script all the same.
bool may_be_script(std::string_view text);

/// A SurveyJS expression: `{names}`, literals, word and sign operators, `iif` and the simple
/// functions; nothing when it is more than that.
std::optional<Formula> read_survey_expression(std::string_view text, const SlugOf& slug_of,
                                              const KindsOf& kinds_of);

/// A text with `{{variables}}`: a `cat` of its pieces, the variable alone, or the text.
Formula read_placeholders(std::string_view text, const SlugOf& slug_of);

}  // namespace tundish
