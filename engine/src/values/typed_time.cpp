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
// Which half of the day, before the time or behind it.
constexpr std::string_view kMorning[] = {"am",    "a.m.", "a.m",  "a. m.", "ص",    "صباحا", "صباحًا",
                                         "בבוקר", "सुबह",  "午前", "上午",  "早上", "凌晨"};
constexpr std::string_view kEvening[] = {"pm",   "p.m.", "p.m", "p. m.", "م",    "مساء",
                                         "مساءً", "בערב", "शाम", "午後",  "下午", "晚上"};
// Behind a time of 24 hours; without minutes one of the first is needed.
constexpr std::string_view kHourWords[] = {"h", "hs", "hrs", "uhr", "बजे", "時", "时", "点", "點"};
constexpr std::string_view kEndings[] = {"", "h", "hs", "hrs", "uhr", "बजे", "分", "秒"};

// Behind an hour, for thirty minutes.
constexpr std::string_view kHalfPast[] = {"時半", "时半", "点半", "點半"};

enum class Half { unsaid, morning, evening };

/// Takes one of the words from the beginning or the end of a time, with the white space beside it.
template <std::size_t size>
bool take_word(const std::string_view (&words)[size], std::string_view& time) {
  for (const std::string_view word : words) {
    const bool first = time.substr(0, word.size()) == word;
    if (!first && (time.size() < word.size() || time.substr(time.size() - word.size()) != word)) {
      continue;
    }
    first ? time.remove_prefix(word.size()) : time.remove_suffix(word.size());
    time = utf8::trim(time);
    return true;
  }
  return false;
}

Half take_half(std::string_view& time) {
  if (take_word(kMorning, time)) return Half::morning;
  return take_word(kEvening, time) ? Half::evening : Half::unsaid;
}

/// The hour of 24 that is meant; nothing when there is no such.
std::optional<int> hour_of(int hour, Half half) {
  if (half == Half::unsaid) return hour > 23 ? std::nullopt : std::optional(hour);
  if (hour < 1 || hour > 12) return std::nullopt;
  return hour % 12 + (half == Half::morning ? 0 : 12);
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string parse_typed_time(std::string_view text) {
  const std::string plain = utf8::fold_case(utf8::ascii_signs(text));
  std::string_view typed = utf8::trim(plain);
  const Half half = take_half(typed);
  TimeReader reader(typed);
  const std::optional<int> hour = reader.number();
  const std::optional<int> meant = hour ? hour_of(*hour, half) : std::nullopt;
  if (!meant) return {};
  if (is_among(kHalfPast, reader.rest())) return two_digits(*meant) + ":30";
  const bool has_minutes = reader.take_before_digit(kHourSigns);
  const std::optional<int> minute = has_minutes ? reader.number() : 0;
  const bool has_seconds = has_minutes && minute && reader.take_before_digit(kMinuteSigns);
  const std::optional<int> second = has_seconds ? reader.number() : 0;
  if (!minute || !second || *minute > 59 || *second > 59) return {};
  const std::string_view ending = reader.rest();
  const bool ends = has_minutes
                        ? is_among(kEndings, ending)
                        : is_among(kHourWords, ending) || (half != Half::unsaid && ending.empty());
  if (!ends) return {};
  std::string time = two_digits(*meant) + ":" + two_digits(*minute);
  return has_seconds ? time + ":" + two_digits(*second) : time;
}

}  // namespace tundish
