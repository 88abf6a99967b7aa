#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "store/store.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// Which sessions are meant; what is empty means any. Days are UTC and of the session's beginning.
struct SessionFilter {
  std::string funnel;
  std::string environment;  ///< those of the releases that it plays or has played
  std::string status;
  std::string language;
  std::string channel;
  std::string release;
  std::string from_day;  ///< `2025-06-30`, the first that counts
  std::string to_day;    ///< the last that counts
  bool operator==(const SessionFilter&) const = default;
};
Value to_value(const SessionFilter& filter);
/// What `to_value` gave.
SessionFilter session_filter_of(const Value& value);

/// True for a day as it is written: `2025-06-30`.
bool is_day(std::string_view text);
/// Whether both are days or empty, and none ends before it begins.
bool is_span(std::string_view from_day, std::string_view to_day);
/// When a UTC day begins, in milliseconds since 1970.
std::int64_t day_begins_ms(std::string_view day);

/// Goes through the sessions that a filter means, newest first.
class SessionWalk {
 public:
  explicit SessionWalk(SessionFilter filter);

  /// Where to begin, so that those after the last day are not looked at.
  std::optional<store::Cursor> begin() const;
  /// Whether it and everything that is older is not meant.
  bool is_behind(const store::Session& session) const;
  bool is_meant(store::Reader& reader, const store::Session& session);
  const SessionFilter& filter() const { return filter_; }

 private:
  bool was_played(store::Reader& reader, const store::Session& session);

  SessionFilter filter_;
  std::int64_t from_ms_ = 0;
  /// By funnel, what the environment has played.
  std::map<std::string, std::set<std::string>, std::less<>> played_;
};

}  // namespace tundish::service
