#include <algorithm>

#include "expression/iso_date.hpp"
#include "support/utf8.hpp"
#include "values/calendar.hpp"
#include "values/typed_date.hpp"
#include "values/wide_kinds.hpp"

namespace tundish {

namespace {

constexpr std::size_t kIsoDate = 10;
constexpr std::size_t kMaxLength = 200;

// Between the two dates of a range.
constexpr std::string_view kBetween[] = {
    " - ",  " – ",     "–",     "—",    "..",  " to ",  " until ", " till ", " through ", " a ",
    " al ", " hasta ", " até ", " au ", " à ", " bis ", " إلى ",   " حتى ",  " עד ",      " से ",
    "から", "〜",      "~",     "～",   "到",  "至",    "->",      "→",      " and ",     " y ",
    " e ",  " et ",    " und ", ";",    "\n",  ",",     "/",       " ",      "-"};

/// Whether `earlier` is before `later`: times of day and dates as texts, dates with times as
/// moments; where one is a date alone the other's date counts.
bool is_before(std::string_view earlier, std::string_view later) {
  const bool moments = earlier.size() > kIsoDate && later.size() > kIsoDate;
  if (!moments) return earlier.substr(0, kIsoDate) < later.substr(0, kIsoDate);
  return parse_iso_date(earlier).value_or(0) < parse_iso_date(later).value_or(0);
}

/// `09:30` and `09:30:00` are one time.
std::string_view without_zero_seconds(std::string_view time) {
  return time.size() == 8 && time.substr(5) == ":00" ? time.substr(0, 5) : time;
}

void check_bounds(const Input& input, std::string_view value, const Moment& moment,
                  const std::string& pointer, Problems& problems) {
  const Validations& rules = input.validations;
  const std::string_view time =
      input.appearance == InputAppearance::time ? without_zero_seconds(value) : value;
  const std::string earliest = resolve_bound(rules.earliest, moment.now_ms);
  const std::string latest = resolve_bound(rules.latest, moment.now_ms);
  if (!earliest.empty() && is_before(time, without_zero_seconds(earliest))) {
    add_problem(problems, ProblemCode::too_early, earliest, pointer);
  }
  if (!latest.empty() && is_before(without_zero_seconds(latest), time)) {
    add_problem(problems, ProblemCode::too_late, latest, pointer);
  }
}

ProblemCode unreadable(const Input& input) {
  return input.appearance == InputAppearance::time ? ProblemCode::invalid_time
                                                   : ProblemCode::invalid_date;
}

/// The date, time or both that was typed, as it is kept; empty when it is none.
std::string parse_one(const Input& input, std::string_view typed, const Moment& moment) {
  if (input.appearance == InputAppearance::time) return parse_typed_time(typed);
  if (input.appearance == InputAppearance::datetime) {
    return parse_typed_date_time(typed, moment.language);
  }
  return parse_typed_date(typed, moment.language);
}

Value range_of(std::string_view from, std::string_view to) {
  Value range;
  range.set("from", from);
  range.set("to", to);
  return range;
}

Reading check_range(const Input& input, const std::string& from, const std::string& to,
                    const Moment& moment) {
  Reading reading;
  reading.value = range_of(from, to);
  check_bounds(input, from, moment, "/from", reading.problems);
  check_bounds(input, to, moment, "/to", reading.problems);
  if (is_before(to, from)) add_problem(reading.problems, ProblemCode::too_early, from, "/to");
  return reading;
}

/// Two dates with something between them: the first place where both sides are dates.
Reading read_typed_range(const Input& input, std::string_view typed, const Moment& moment) {
  const std::string text = utf8::fold_case(typed);
  for (const std::string_view between : kBetween) {
    if (typed.size() > kMaxLength) break;
    for (std::size_t at = text.find(between); at != std::string::npos;
         at = text.find(between, at + 1)) {
      const std::string_view whole = text;
      const std::string from = parse_typed_date(whole.substr(0, at), moment.language);
      const std::string to = parse_typed_date(whole.substr(at + between.size()), moment.language);
      if (!from.empty() && !to.empty()) return check_range(input, from, to, moment);
    }
  }
  return unread(ProblemCode::invalid_date, typed);
}

/// The end of a range that a page gave; a problem when it is none.
std::string read_end(const Value& range, std::string_view name, const Moment& moment,
                     Problems& problems) {
  const Value* end = range.find(name);
  const std::string date = end ? parse_typed_date(end->text(), moment.language) : std::string();
  if (date.empty()) {
    const bool absent = !end || utf8::trim(end->text()).empty();
    add_problem(problems, absent ? ProblemCode::missing : ProblemCode::invalid_date, {},
                "/" + std::string(name));
  }
  return date;
}

bool is_end(const Value* end) { return !end || end->is_text() || end->is_null(); }

std::optional<Reading> read_range(const Input& input, const Value& given, const Moment& moment) {
  const Value* from_given = given.find("from");
  const Value* to_given = given.find("to");
  const std::size_t members = (from_given ? 1u : 0u) + (to_given ? 1u : 0u);
  if (given.object().size() != members || !is_end(from_given) || !is_end(to_given)) {
    return std::nullopt;
  }
  const auto is_blank = [](const Value* end) { return !end || utf8::trim(end->text()).empty(); };
  if (is_blank(from_given) && is_blank(to_given)) return Reading{};
  Reading reading;
  const std::string from = read_end(given, "from", moment, reading.problems);
  const std::string to = read_end(given, "to", moment, reading.problems);
  if (reading.problems.empty()) return check_range(input, from, to, moment);
  reading.value = given;
  return reading;
}

}  // namespace

Reading read_typed_date(const Input& input, std::string_view typed, const Moment& moment) {
  const std::string_view text = utf8::trim(typed);
  if (text.empty()) return {};
  if (input.appearance == InputAppearance::range) return read_typed_range(input, text, moment);
  const std::string value = parse_one(input, text, moment);
  if (value.empty()) return unread(unreadable(input), text);
  Reading reading;
  check_bounds(input, value, moment, {}, reading.problems);
  reading.value = value;
  return reading;
}

std::optional<Reading> read_date(const Input& input, const Value& given, const Moment& moment) {
  if (given.is_text()) return read_typed_date(input, given.text(), moment);
  if (input.appearance != InputAppearance::range || !given.is_object()) return std::nullopt;
  return read_range(input, given, moment);
}

}  // namespace tundish
