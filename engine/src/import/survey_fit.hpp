#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/formula.hpp"

namespace tundish::survey {

/// What is known of a question that an expression names.
struct Question {
  Kinds kinds = kOther;
  std::vector<std::string> choices;
};

using QuestionOf = std::function<Question(std::string_view slug)>;

struct Fitted {
  Formula formula;
  bool has_letters = false;  ///< texts are compared that may differ in capital letters
};

/// The expression with every comparison as SurveyJS means it for questions of those types; nothing
/// when one of them is more than that.
std::optional<Fitted> fit(const Formula& formula, const QuestionOf& question_of);

}  // namespace tundish::survey
