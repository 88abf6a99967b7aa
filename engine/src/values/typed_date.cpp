#include "values/typed_date.hpp"

#include <algorithm>
#include <vector>

#include "expression/iso_date.hpp"
#include "support/utf8.hpp"
#include "values/calendar.hpp"
#include "values/month_names.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxLength = 100;
constexpr std::size_t kIsoDate = 10;

// Words that stand in dates and say nothing: of, the, from, at; and what follows a number.
constexpr std::string_view kFillers[] = {
    "of",  "the", "de",   "del", "el", "le",  "den", "der", "am", "from",   "du", "desde", "von",
    "vom", "من",  "st",   "nd",  "rd", "th",  "er",  "º",   "ª",  "°",      "年", "月",    "日",
    "号",  "號",  "まで", "at",  "a",  "las", "um",  "à",   "às", "الساعة", "ה",  "ב",     "को"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_mark(char c) { return std::string_view(" .,/-\t").find(c) != std::string_view::npos; }

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

/// The pieces of a date: numbers of up to four digits, month names, the marks between the numbers.
struct Pieces {
  std::vector<std::string_view> numbers;
  std::string marks;  // the first that stands behind each number
  int month = 0;
  bool fits = true;
};

void take_word(std::string_view word, Pieces& pieces) {
  if (std::find(std::begin(kFillers), std::end(kFillers), word) != std::end(kFillers)) return;
  int month = find_month(word);
  constexpr std::string_view kIn = "ב";  // written together with the name
  if (month == 0 && word.substr(0, kIn.size()) == kIn) month = find_month(word.substr(kIn.size()));
  pieces.fits = pieces.fits && month != 0 && pieces.month == 0;
  pieces.month = month;
}

/// A sign for year, month or day, or what stands before the next digit or mark.
std::string_view first_word(std::string_view text) {
  for (const std::string_view sign : {"年", "月", "日", "号", "號"}) {
    if (text.substr(0, sign.size()) == sign) return text.substr(0, sign.size());
  }
  std::size_t end = 0;
  while (end < text.size() && !is_digit(text[end]) && !is_mark(text[end])) ++end;
  return text.substr(0, end);
}

Pieces cut(std::string_view text) {
  Pieces pieces;
  while (!text.empty() && pieces.fits) {
    if (is_mark(text.front())) {
      if (pieces.marks.size() < pieces.numbers.size()) pieces.marks += text.front();
      text.remove_prefix(1);
    } else if (is_digit(text.front())) {
      const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
      const auto length = static_cast<std::size_t>(end - text.begin());
      pieces.marks.resize(pieces.numbers.size(), ' ');
      pieces.numbers.push_back(text.substr(0, length));
      pieces.fits = length <= 4 && pieces.numbers.size() <= 3;
      text.remove_prefix(length);
    } else {
      const std::string_view word = first_word(text);
      take_word(word, pieces);
      text.remove_prefix(word.size());
    }
  }
  pieces.marks.resize(pieces.numbers.size(), ' ');
  return pieces;
}

enum class Order { unknown, day_first, month_first };

Order order_of(std::string_view language) {
  const std::string tag = utf8::fold_case(language);
  const std::string primary = tag.substr(0, tag.find('-'));
  if (tag == "en-us") return Order::month_first;
  if (tag != "en" && primary == "en") return Order::day_first;
  const bool unknown =
      primary == "en" || primary == "ja" || primary == "zh" || primary == "ko" || primary.empty();
  return unknown ? Order::unknown : Order::day_first;
}

std::string with_month_name(const Pieces& pieces) {
  if (pieces.numbers.size() != 2) return {};
  const bool year_first = pieces.numbers[0].size() == 4;
  const std::string_view year = pieces.numbers[year_first ? 0 : 1];
  const std::string_view day = pieces.numbers[year_first ? 1 : 0];
  if (year.size() != 4 || day.size() > 2) return {};
  return date_text(number_of(year), pieces.month, number_of(day));
}

std::string with_numbers(const Pieces& pieces, std::string_view language) {
  if (pieces.numbers.size() != 3 || pieces.marks[0] != pieces.marks[1]) return {};
  const std::string_view year = pieces.numbers[2];
  const int first = number_of(pieces.numbers[0]);
  const int second = number_of(pieces.numbers[1]);
  if (pieces.numbers[0].size() == 4) {
    if (pieces.numbers[1].size() > 2 || year.size() > 2) return {};
    return date_text(first, second, number_of(year));
  }
  if (year.size() != 4 || pieces.numbers[0].size() > 2 || pieces.numbers[1].size() > 2) return {};
  Order order = pieces.marks[0] == '.' ? Order::day_first : order_of(language);
  if (first > 12 || first == second) order = Order::day_first;
  if (second > 12) order = Order::month_first;
  if (order == Order::unknown) return {};
  const bool day_first = order == Order::day_first;
  return date_text(number_of(year), day_first ? second : first, day_first ? first : second);
}

/// A text as dates are read: digits of any script as ASCII, lower case, no white space around.
std::string plain(std::string_view text) {
  return text.size() > kMaxLength ? std::string()
                                  : utf8::fold_case(utf8::trim(utf8::ascii_signs(text)));
}

}  // namespace

std::string parse_typed_date(std::string_view text, std::string_view language) {
  const std::string typed = plain(text);
  const Pieces pieces = cut(typed);
  if (!pieces.fits) return {};
  return pieces.month != 0 ? with_month_name(pieces) : with_numbers(pieces, language);
}

std::string parse_typed_date_time(std::string_view text, std::string_view language) {
  const std::string plain_text = utf8::ascii_signs(text);
  const std::string_view typed = utf8::trim(plain_text);
  if (typed.size() > kIsoDate && (typed[kIsoDate] == 'T' || typed[kIsoDate] == ' ')) {
    std::string iso(typed);
    iso[kIsoDate] = 'T';
    if (parse_iso_date(iso)) return iso;
  }
  // The time stands behind the date; where it begins is tried from the left.
  for (std::size_t at = 1; at < typed.size() && typed.size() <= kMaxLength; ++at) {
    if (std::string_view(" ,T").find(typed[at]) == std::string_view::npos) continue;
    const std::string date = parse_typed_date(typed.substr(0, at), language);
    const std::string time = parse_typed_time(typed.substr(at + 1));
    if (!date.empty() && !time.empty()) return date + "T" + time;
  }
  return {};
}

}  // namespace tundish
