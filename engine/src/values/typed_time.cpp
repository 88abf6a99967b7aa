#include <algorithm>
#include <optional>

#include "support/utf8.hpp"
#include "values/typed_date.hpp"

namespace tundish {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes a time from its beginning, piece by piece.
class TimeReader {
 public:
  explicit TimeReader(std::string_view text) : rest_(text) {}

  /// One or two digits.
  std::optional<int> number() {
    std::size_t length = 0;
    int number = 0;
    while (length < rest_.size() && is_digit(rest_[length]) && length < 3) {
      number = number * 10 + (rest_[length++] - '0');
    }
    if (length == 0 || length > 2) return std::nullopt;
    rest_.remove_prefix(length);
    return number;
  }

  /// One of the signs, if it stands here before a digit.
  template <std::size_t size>
  bool take_before_digit(const std::string_view (&signs)[size]) {
    for (const std::string_view sign : signs) {
      const bool here = rest_.substr(0, sign.size()) == sign;
      if (!here || rest_.size() == sign.size() || !is_digit(rest_[sign.size()])) continue;
      rest_.remove_prefix(sign.size());
      return true;
    }
    return false;
  }

  std::string_view rest() const { return utf8::trim(rest_); }

 private:
  std::string_view rest_;
};

template <std::size_t size>
bool is_among(const std::string_view (&words)[size], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view kHourSigns[] = {":", ".", "h", "時", "时", "点", "點"};
constexpr std::string_view kMinuteSigns[] = {":", ".", "分"};
constexpr std::string_view kMorning[] = {"am", "a.m.", "a.m", "a. m.", "ص"};
constexpr std::string_view kEvening[] = {"pm", "p.m.", "p.m", "p. m.", "م"};
// Behind a time of 24 hours; without minutes one of the first is needed.
constexpr std::string_view kHourWords[] = {"h", "hs", "hrs", "uhr", "時", "时", "点", "點"};
constexpr std::string_view kEndings[] = {"", "h", "hs", "hrs", "uhr", "分", "秒"};

/// The hour of 24 that is meant; nothing when there is no such.
std::optional<int> hour_of(int hour, bool has_minutes, std::string_view ending) {
  const bool morning = is_among(kMorning, ending);
  if (morning || is_among(kEvening, ending)) {
    if (hour < 1 || hour > 12) return std::nullopt;
    return hour % 12 + (morning ? 0 : 12);
  }
  const bool known = has_minutes ? is_among(kEndings, ending) : is_among(kHourWords, ending);
  if (!known || hour > 23) return std::nullopt;
  return hour;
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string parse_typed_time(std::string_view text) {
  const std::string typed = utf8::fold_case(utf8::trim(utf8::ascii_digits(text)));
  TimeReader reader(typed);
  const std::optional<int> hour = reader.number();
  if (!hour) return {};
  const bool has_minutes = reader.take_before_digit(kHourSigns);
  const std::optional<int> minute = has_minutes ? reader.number() : 0;
  const bool has_seconds = has_minutes && minute && reader.take_before_digit(kMinuteSigns);
  const std::optional<int> second = has_seconds ? reader.number() : 0;
  if (!minute || !second || *minute > 59 || *second > 59) return {};
  const std::optional<int> meant = hour_of(*hour, has_minutes, reader.rest());
  if (!meant) return {};
  std::string time = two_digits(*meant) + ":" + two_digits(*minute);
  return has_seconds ? time + ":" + two_digits(*second) : time;
}

}  // namespace tundish
