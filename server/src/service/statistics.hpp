#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"
#include "tundish/tally.hpp"

namespace tundish::service {

/// The UTC day of a moment: `2025-06-30`.
std::string day_of(std::int64_t at_ms);

/// What a visit is counted under. A visit comes before there is a session.
struct Visit {
  std::string funnel;
  std::string release;
  std::string language;
  std::string channel;
};
/// The player was shown once.
void count_visit(store::Store& store, const Visit& visit, std::int64_t now_ms);

/// What is added to counters.
using Counted = std::vector<std::pair<store::CounterKey, store::Counts>>;

/// What events of one session add to the statistics. Each event counts under the release, language
/// and channel that it leaves the session in.
class SessionTallies {
 public:
  /// Adds an event. `before` is the state before it; for the header it is `State{}`.
  void add(const Funnel& funnel, const State& before, const Transition& step);
  /// All of it, on the day that the events arrived.
  Counted counted(std::string_view funnel, std::string_view session,
                  std::int64_t arrived_at_ms) const;
  /// Adds all of it to the counters of the day that the events arrived on.
  void write(store::Writer& writer, std::string_view funnel, std::string_view session,
             std::int64_t arrived_at_ms) const;

 private:
  struct Part {
    std::string release;
    std::string language;
    Channel channel = Channel::web;
    Tallies tallies;
  };
  std::vector<Part> parts_;
};

/// The counts that a tally says.
store::Counts counts_of(const Tally& tally);

struct LayerStatistics {
  std::string layer;
  std::int64_t reached = 0;
  std::int64_t completed = 0;
  std::int64_t passed = 0;  ///< went on from it in whatever way
  std::int64_t dropped = 0;
  std::int64_t stays = 0;      ///< how often somebody left it onward
  std::int64_t median_ms = 0;  ///< of the time that they stayed on it
  std::int64_t p90_ms = 0;
  std::vector<ClickTally> clicks;  ///< by button
  std::vector<WayTally> ways;      ///< by where they lead
  std::optional<LayerType> type;   ///< nothing where the funnel has it no more

  /// Sessions that came no further. At least 0: who went on may have come before the first day.
  std::int64_t stopped() const;
};

struct Statistics {
  std::string value;  ///< of what is kept apart
  std::int64_t visits = 0;
  std::int64_t sessions = 0;
  std::int64_t completions = 0;
  std::int64_t conversions = 0;
  std::int64_t converted = 0;
  std::int64_t closed = 0;
  std::int64_t abandoned = 0;
  std::vector<LayerStatistics> layers;  ///< by id
};

/// A part of the whole; nothing where there is nobody to divide by.
std::optional<double> share_of(std::int64_t part, std::int64_t whole);

/// Puts the layers into the order of the release that was asked for, else of the one that was
/// published last, and says what they are. Others stand behind, by id.
void put_layers_in_order(store::Store& store, FunnelCache& funnels,
                         const store::CounterQuery& query, Statistics& statistics);

/// One for each value of what is kept apart, in the order of the values. Of `nothing` it is always
/// one.
std::vector<Statistics> read_statistics(store::Store& store, const store::CounterQuery& query);

}  // namespace tundish::service
