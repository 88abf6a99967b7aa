#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tundish {

/// Milliseconds since 1970 of an ISO 8601 date or date-time: `2026-05-01`, `2026-05-01T09:30`,
/// seconds and a fraction optional, then `Z`, `+02:00` or nothing (UTC). A date is its midnight.
/// Digits of the fraction beyond the third do not count. Nothing for any other text.
std::optional<std::int64_t> parse_iso_date(std::string_view text);

}  // namespace tundish
