#include "expression/iso_date.hpp"

namespace tundish {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

/// Takes the text from its beginning, piece by piece; after a piece that does not fit nothing does.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : rest_(text) {}

  bool fits() const { return fits_; }
  bool at_end() const { return rest_.empty(); }

  bool take(char character) {
    if (rest_.empty() || rest_.front() != character) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char character) { fits_ = take(character) && fits_; }

  /// Exactly so many digits, from `least` to `most`.
  std::int64_t number(std::size_t digits, std::int64_t least, std::int64_t most) {
    std::int64_t number = 0;
    for (std::size_t at = 0; at < digits; ++at) {
      const char digit = at < rest_.size() ? rest_[at] : ' ';
      if (digit < '0' || digit > '9') fits_ = false;
      number = number * 10 + (digit - '0');
    }
    if (!fits_ || number < least || number > most) {
      fits_ = false;
      return least;
    }
    rest_.remove_prefix(digits);
    return number;
  }

  /// The digits after the point, at least one, as milliseconds.
  std::int64_t fraction() {
    std::int64_t milliseconds = number(1, 0, 9) * 100;
    for (std::int64_t weight = 10; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9';
         weight /= 10) {
      milliseconds += weight * (rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    return milliseconds;
  }

 private:
  std::string_view rest_;
  bool fits_ = true;
};

bool is_leap(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::int64_t days_in(std::int64_t year, std::int64_t month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

/// Days since 1970-01-01 in the Gregorian calendar; years are counted from March so that the leap
/// day ends them.
std::int64_t days_since_1970(std::int64_t year, std::int64_t month, std::int64_t day) {
  const std::int64_t years = year - (month <= 2 ? 1 : 0) + 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t days = years * 365 + years / 4 - years / 100 + years / 400 + day_of_year;
  constexpr std::int64_t kDaysTo1970 = 719468 + 146097;
  return days - kDaysTo1970;
}

/// Seconds east of UTC.
std::int64_t take_offset(DateReader& reader) {
  if (reader.at_end() || reader.take('Z')) return 0;
  const bool west = reader.take('-');
  if (!west) reader.expect('+');
  const std::int64_t hours = reader.number(2, 0, 23);
  reader.expect(':');
  const std::int64_t seconds = hours * kHour + reader.number(2, 0, 59) * kMinute;
  return west ? -seconds : seconds;
}

}  // namespace

std::optional<std::int64_t> parse_iso_date(std::string_view text) {
  DateReader reader(text);
  const std::int64_t year = reader.number(4, 0, 9999);
  reader.expect('-');
  const std::int64_t month = reader.number(2, 1, 12);
  reader.expect('-');
  const std::int64_t day = reader.number(2, 1, days_in(year, month));
  std::int64_t seconds = days_since_1970(year, month, day) * kDay;
  std::int64_t milliseconds = 0;
  if (!reader.at_end()) {
    reader.expect('T');
    seconds += reader.number(2, 0, 23) * kHour;
    reader.expect(':');
    seconds += reader.number(2, 0, 59) * kMinute;
    if (reader.take(':')) seconds += reader.number(2, 0, 59);
    if (reader.take('.')) milliseconds = reader.fraction();
    seconds -= take_offset(reader);
  }
  if (!reader.fits() || !reader.at_end()) return std::nullopt;
  return seconds * 1000 + milliseconds;
}

}  // namespace tundish
