#pragma once

#include "tundish/value.hpp"
#include "unit/random_play.hpp"

namespace tundish::testing {

/// A survey as SurveyJS could have written it: every type of question with every property, texts in
/// several languages, expressions that are right and wrong.
Value random_survey(Random& dice);

}  // namespace tundish::testing
