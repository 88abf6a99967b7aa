#include "service/session_filter.hpp"

#include <charconv>
#include <ctime>
#include <utility>

#include "service/history.hpp"
#include "store/funnels.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};

struct Word {
  const char* name;
  std::string SessionFilter::*member;
};
constexpr Word kWords[] = {
    {"channel", &SessionFilter::channel},   {"environment", &SessionFilter::environment},
    {"from", &SessionFilter::from_day},     {"funnel", &SessionFilter::funnel},
    {"language", &SessionFilter::language}, {"release", &SessionFilter::release},
    {"status", &SessionFilter::status},     {"to", &SessionFilter::to_day}};

bool fits(const std::string& wanted, const std::string& word) {
  return wanted.empty() || wanted == word;
}

int number_at(std::string_view text, std::size_t at, std::size_t size) {
  int number = 0;
  std::from_chars(text.data() + at, text.data() + at + size, number);
  return number;
}

std::set<std::string> releases_played(store::Reader& reader, const std::string& funnel,
                                      const std::string& environment) {
  std::set<std::string> played;
  const auto all = store::by_index("publishings_by_environment").equal(funnel, environment);
  store::each<store::Publishing>(reader, all, [&played](const store::Publishing& one) {
    for (const auto& [language, release] : releases_of(one)) played.insert(release);
  });
  // What was published before there was a history is played still, or is not known any more.
  for (const store::Publication& one : reader.list_publications(environment, funnel)) {
    played.insert(one.release);
  }
  return played;
}

}  // namespace

Value to_value(const SessionFilter& filter) {
  Value value{Value::Object{}};
  for (const Word& word : kWords) {
    if (!(filter.*word.member).empty()) value.set(word.name, filter.*word.member);
  }
  return value;
}

SessionFilter session_filter_of(const Value& value) {
  SessionFilter filter;
  for (const Word& word : kWords) {
    if (const Value* found = value.find(word.name)) filter.*word.member = found->text();
  }
  return filter;
}

bool is_day(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (kForm[i] == '0' ? !is_digit : text[i] != kForm[i]) return false;
  }
  // A date that there is not is another one's name: 2026-02-30 is the 2nd of March.
  const std::time_t begin = static_cast<std::time_t>(day_begins_ms(text) / 1000);
  std::tm date{};
  ::gmtime_r(&begin, &date);
  return date.tm_mon + 1 == number_at(text, 5, 2) && date.tm_mday == number_at(text, 8, 2);
}

bool is_span(std::string_view from_day, std::string_view to_day) {
  if (!from_day.empty() && !is_day(from_day)) return false;
  if (!to_day.empty() && !is_day(to_day)) return false;
  return from_day.empty() || to_day.empty() || from_day <= to_day;
}

std::int64_t day_begins_ms(std::string_view day) {
  std::tm date{};
  date.tm_year = number_at(day, 0, 4) - 1900;
  date.tm_mon = number_at(day, 5, 2) - 1;
  date.tm_mday = number_at(day, 8, 2);
  return static_cast<std::int64_t>(::timegm(&date)) * 1000;
}

SessionWalk::SessionWalk(SessionFilter filter) : filter_(std::move(filter)) {
  if (!filter_.from_day.empty()) from_ms_ = day_begins_ms(filter_.from_day);
}

std::optional<store::Cursor> SessionWalk::begin() const {
  if (filter_.to_day.empty()) return std::nullopt;
  return store::Cursor{day_begins_ms(filter_.to_day) + kDayMs, ""};
}

bool SessionWalk::is_behind(const store::Session& session) const {
  return session.created_at_ms < from_ms_;
}

bool SessionWalk::is_meant(store::Reader& reader, const store::Session& session) {
  return fits(filter_.funnel, session.funnel) && fits(filter_.status, session.status) &&
         fits(filter_.language, session.language) && fits(filter_.channel, session.channel) &&
         fits(filter_.release, session.release) && !is_behind(session) &&
         (filter_.environment.empty() || was_played(reader, session));
}

bool SessionWalk::was_played(store::Reader& reader, const store::Session& session) {
  auto found = played_.find(session.funnel);
  if (found == played_.end()) {
    found =
        played_
            .emplace(session.funnel, releases_played(reader, session.funnel, filter_.environment))
            .first;
  }
  return found->second.count(session.release) != 0;
}

}  // namespace tundish::service
