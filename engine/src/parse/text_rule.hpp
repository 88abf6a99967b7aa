#pragma once

#include <string_view>

#include "parse/shape.hpp"

namespace tundish {

/// Whether a text follows the rule; its length is checked elsewhere.
bool follows(TextRule rule, std::string_view text);
/// What the rule asks for: the rest of a sentence that begins "it must be …".
std::string_view describe(TextRule rule);

}  // namespace tundish
