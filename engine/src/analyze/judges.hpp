#pragma once

#include "analyze/domain.hpp"
#include "expression/comparand.hpp"

namespace tundish {

/// Whether some input takes that number, or numbers come from elsewhere.
bool can_be_number(const Answers& answers, double number);

/// Whether some input takes a text that is equal to it, or texts come from elsewhere.
bool can_be_text(const Answers& answers, const Comparand& value);

}  // namespace tundish
