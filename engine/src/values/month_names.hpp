#pragma once

#include <string_view>

namespace tundish {

/// The month of a name or of its abbreviation to three letters or more, in lower case, in the
/// languages of the player that name months; 0 when it is none or more than one.
int find_month(std::string_view name);

}  // namespace tundish
