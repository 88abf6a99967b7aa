#include "values/calendar.hpp"

#include "expression/iso_date.hpp"
#include "support/decimal.hpp"

namespace tundish {

namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;
constexpr std::int64_t kFirstDay = -719528;  // 0000-01-01
constexpr std::int64_t kLastDay = 2932896;   // 9999-12-31
constexpr double kMostDays = 4000000;        // more leave the calendar from anywhere
constexpr std::string_view kToday = "today";

std::string digits(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string written(std::int64_t year, std::int64_t month, std::int64_t day) {
  return digits(year, 4) + '-' + digits(month, 2) + '-' + digits(day, 2);
}

}  // namespace

std::string date_text(int year, int month, int day) {
  std::string text = written(year, month, day);
  return parse_iso_date(text) ? text : std::string();
}

std::string date_at(std::int64_t time_ms, std::int64_t days_later) {
  std::int64_t days = time_ms / kDayMs - (time_ms % kDayMs < 0 ? 1 : 0) + days_later;
  if (days < kFirstDay || days > kLastDay) return {};
  // Days since 0000-03-01, so that the leap day ends a year; eras of 400 years.
  days += 719468 + 146097;
  const std::int64_t era = days / 146097 - 1;
  const std::int64_t of_era = days % 146097;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t march = (5 * of_year + 2) / 153;
  const std::int64_t day = of_year - (153 * march + 2) / 5 + 1;
  const std::int64_t month = march < 10 ? march + 3 : march - 9;
  return written(year + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

std::string resolve_bound(std::string_view bound, std::int64_t now_ms) {
  if (bound.substr(0, kToday.size()) != kToday) return std::string(bound);
  std::string_view rest = bound.substr(kToday.size());
  const bool earlier = rest.substr(0, 1) == "-";
  if (!rest.empty()) rest.remove_prefix(1);
  while (rest.size() > 1 && rest.front() == '0') rest.remove_prefix(1);
  const double days = parse_decimal(rest).value_or(0);
  const auto count = static_cast<std::int64_t>(days < kMostDays ? days : kMostDays);
  return date_at(now_ms, earlier ? -count : count);
}

}  // namespace tundish
