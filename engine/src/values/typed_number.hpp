#pragma once

#include <optional>
#include <string_view>

namespace tundish {

/// Whether a fraction can be meant.
enum class Numbers { all, whole };

/// A number as people type it: a sign, digits of any script, a decimal point or comma, and groups
/// of thousands where they can be nothing else (`1,234.5`, `1.234.567`, `1 234`, `1'234`,
/// `12,34,567`). One comma before exactly three digits may be either and is read only where whole
/// numbers are wanted; one point there is a decimal point unless whole numbers are.
std::optional<double> parse_typed_number(std::string_view text, Numbers wanted = Numbers::all);

}  // namespace tundish
