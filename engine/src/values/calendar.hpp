#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tundish {

/// `YYYY-MM-DD` when there is such a day in the Gregorian calendar, else empty.
std::string date_text(int year, int month, int day);

/// The date in UTC of a time in milliseconds since 1970, so many days later; empty beyond the years
/// 0 to 9999.
std::string date_at(std::int64_t time_ms, std::int64_t days_later);

/// A bound of a date or time as it holds at that moment: `today`, `today+7` and `today-7` as a
/// date, everything else as it is written.
std::string resolve_bound(std::string_view bound, std::int64_t now_ms);

}  // namespace tundish
