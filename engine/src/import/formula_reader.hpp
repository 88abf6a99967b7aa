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

/// The little JavaScript that people write into bots: literals, `{{variables}}`, operators, a
/// ternary, `Math`, `Number`, `String`, `.length`, `.includes`; nothing when it is more than that.
std::optional<Formula> read_script(std::string_view text, const SlugOf& slug_of);

/// A SurveyJS expression: `{names}`, literals, word and sign operators, `iif` and the simple
/// functions; nothing when it is more than that.
std::optional<Formula> read_survey_expression(std::string_view text, const SlugOf& slug_of);

/// A text with `{{variables}}`: a `cat` of its pieces, the variable alone, or the text.
Formula read_placeholders(std::string_view text, const SlugOf& slug_of);

}  // namespace tundish
