#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "store/funnels.hpp"
#include "store/store.hpp"
#include "tundish/result.hpp"

namespace tundish::service {

/// Where a funnel is played when nobody says where.
inline constexpr std::string_view kUsualEnvironment = "production";

/// All of them by position. As long as nobody has changed them: `production` and `staging`.
std::vector<store::Environment> list_environments(store::Reader& reader);
bool has_environment(store::Reader& reader, std::string_view name);
/// Small letters, digits, `-` and `_`; at most 40.
bool is_environment_name(std::string_view text);
/// Adds one behind the others unless there is one of that name.
void add_environment(store::Writer& writer, const std::string& name, std::int64_t at_ms);
/// Changes whenever it does.
std::string etag_of(const store::Environment& environment);

struct NewEnvironment {
  std::string name;  ///< small letters, digits, `-` and `_`; at most 40
  std::string title;
};

/// Adds one behind the others. Refuses a name that is none (`pattern`) or taken (`taken`), and the
/// fifty-first (`too_many`).
Result<store::Environment> create_environment(store::Store& store, const NewEnvironment& wanted,
                                              const Actor& actor);

struct EnvironmentChange {
  std::optional<std::string> title;
  std::optional<std::int64_t> position;  ///< its place among them, from 1
};

enum class EnvironmentOutcome {
  done,
  unknown,
  stale,   ///< it is another version than the one that was meant
  in_use,  ///< a funnel has a draft there, or it is the last
};

struct ChangedEnvironment {
  EnvironmentOutcome outcome = EnvironmentOutcome::done;
  store::Environment environment;
};

/// `etags`: an `If-Match` header.
ChangedEnvironment change_environment(store::Store& store, std::string_view name,
                                      std::string_view etags, const EnvironmentChange& change,
                                      const Actor& actor);
EnvironmentOutcome remove_environment(store::Store& store, std::string_view name,
                                      std::string_view etags, const Actor& actor);

}  // namespace tundish::service
