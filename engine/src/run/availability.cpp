#include "run/availability.hpp"

#include <algorithm>

namespace tundish {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMinutes = 24 * 60;
constexpr std::int64_t kWeekMinutes = 7 * kDayMinutes;
// 1 January 1970 was a Thursday.
constexpr std::int64_t kFirstDay = static_cast<std::int64_t>(Weekday::thu);

std::int64_t floor_divided(std::int64_t number, std::int64_t by) {
  return number / by - (number % by < 0 ? 1 : 0);
}

/// Minutes since Monday 00:00 by the window's clock.
std::int64_t minute_of_week(const Window& window, std::int64_t at_ms) {
  const std::int64_t minutes =
      floor_divided(at_ms, kMinuteMs) + window.offset_minutes + kFirstDay * kDayMinutes;
  return minutes - floor_divided(minutes, kWeekMinutes) * kWeekMinutes;
}

bool is_within(const Window& window, std::int64_t at_ms) {
  if (!window.publishing_window.empty()) return true;  // nobody said when that is
  const std::int64_t minute = minute_of_week(window, at_ms);
  const std::int64_t length = window.to - window.from + (window.to > window.from ? 0 : kDayMinutes);
  return std::any_of(window.days.begin(), window.days.end(), [&](Weekday day) {
    const std::int64_t begin = static_cast<std::int64_t>(day) * kDayMinutes + window.from;
    const std::int64_t since = minute - begin;
    return (since >= 0 ? since : since + kWeekMinutes) < length;
  });
}

}  // namespace

bool is_available(const Availability& availability, std::int64_t at_ms) {
  if (availability.from_ms && at_ms < *availability.from_ms) return false;
  if (availability.until_ms && at_ms >= *availability.until_ms) return false;
  const std::vector<Window>& windows = availability.windows;
  return windows.empty() || std::any_of(windows.begin(), windows.end(), [at_ms](const Window& one) {
           return is_within(one, at_ms);
         });
}

}  // namespace tundish
