#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tundish::store {

/// What is counted of a funnel: of whole sessions the first ones, of a layer the others.
enum class Measure {
  visits,       ///< the player was shown
  sessions,     ///< somebody gave a first input
  completions,  ///< a result was come to
  conversions,  ///< a layer that is a conversion was come to
  converted,    ///< sessions that had a conversion, each once
  closed,       ///< the session was ended
  abandoned,    ///< nothing came for too long
  reached,      ///< sessions that entered the layer, each once
  completed,    ///< sessions that left it onward, each once
  passed,       ///< sessions that went on from it in whatever way, each once
  dropped,      ///< sessions that were abandoned on it
  clicks,       ///< how often its button `item` was pressed
  stays,        ///< how often somebody stayed on it as long as the engine's bin `item` says
  ways          ///< sessions that went onward from it to the layer `item`, each once
};
/// The word in the database: that of the enumeration.
std::string_view to_text(Measure measure);
bool from_text(std::string_view text, Measure& measure);

/// The bucket of what sessions had counted that are removed: no log tells it any more.
inline constexpr int kKeptCounts = 1024;

/// What counts are kept apart by. A session that met experiments is counted without them, where
/// both words are empty, and once more with each.
struct CounterKey {
  int bucket = 0;
  std::string funnel;
  std::string release;
  std::string language;
  std::string channel;
  std::string day;  ///< when it arrived: `2025-06-30`, UTC
  std::string experiment;
  std::string variant;
  bool operator==(const CounterKey&) const = default;
  bool operator<(const CounterKey& other) const;
};

struct Count {
  std::string layer;  ///< empty for what is counted of whole sessions
  Measure measure = Measure::visits;
  std::string item;
  std::int64_t count = 0;
  bool operator==(const Count&) const = default;
};

/// Sorted by layer, measure and item, each once.
using Counts = std::vector<Count>;
/// Adds what is counted more.
void add(Counts& sums, const Counts& more);
/// Adds one thing that is counted more.
void add(Counts& sums, Count more);
/// How often that was counted.
std::int64_t count_of(const Counts& counts, Measure measure, std::string_view layer = {},
                      std::string_view item = {});

/// What is kept apart in an answer.
enum class CountedBy { nothing, funnel, day, release, language, channel, experiment, variant };

/// What is asked for. Empty words mean any, but of `experiment`: there it means everybody, met or
/// not; and of `funnel`, where only by funnel none is named. By variant an experiment is named; by
/// experiment none is.
struct CounterQuery {
  std::string funnel;
  CountedBy by = CountedBy::nothing;
  std::string from_day;  ///< the first that counts
  std::string to_day;    ///< the last that counts
  std::string release;
  std::string language;
  std::string channel;
  std::string experiment;
  std::string variant;
  bool of_layers = true;  ///< false: only what is counted of whole sessions
};

/// What was counted under one value of what is kept apart, which is empty for `nothing`.
struct CounterSum {
  std::string value;
  Counts counts;
  bool operator==(const CounterSum&) const = default;
};

}  // namespace tundish::store
