#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tundish {

/// The canonical text of a number: the shortest digits that read back equal, of several such the
/// nearest, of two as near the even one; written exactly as ECMAScript's Number::toString writes
/// them.
///
/// With digits d₁…dₖ and the point after the n-th: k ≤ n ≤ 21 gives plain digits filled up with
/// zeros; 0 < n ≤ 21 a point among the digits; −6 < n ≤ 0 `0.`, zeros, digits; everything else
/// `d.ddde±x` (`1e21`, `1.5e-7`; no point after a single digit). −0 is `0`. Numbers are finite.
std::string decimal_text(double number);

/// The double nearest to a decimal number (ties to even), or nothing when the whole text is not one
/// number of JSON's grammar (`-12`, `0.5`, `1e3`; no `+`, no leading zero, no bare point) or it is
/// too large for a double.
std::optional<double> parse_decimal(std::string_view text);

/// The length of the longest prefix that is a number of JSON's grammar; 0 when there is none.
std::size_t decimal_length(std::string_view text);

}  // namespace tundish
