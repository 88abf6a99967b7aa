#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"
#include "tundish/tally.hpp"

namespace tundish::service {

/// The UTC day of a moment: `2025-06-30`.
std::string day_of(std::int64_t at_ms);

/// What a visit is counted under. A visit comes before there is a release or a session.
struct Visit {
  std::string funnel;
  std::string language;
  std::string channel;
};
/// The player was shown once.
void count_visit(store::Store& store, const Visit& visit, std::int64_t now_ms);

/// Adds what a session did, in the transaction that keeps its events.
void add_tally(store::Writer& writer, const store::Session& session, const Tally& tally,
               std::int64_t now_ms);

struct LayerStatistics {
  std::string layer;
  std::int64_t reached = 0;
  std::int64_t completed = 0;
};

struct Statistics {
  store::Counts counts;
  std::vector<LayerStatistics> layers;  ///< by id
};

struct ChannelStatistics {
  std::string channel;
  Statistics statistics;
};

struct FunnelStatistics {
  Statistics all;
  std::vector<ChannelStatistics> by_channel;
};

FunnelStatistics funnel_statistics(store::Store& store, std::string_view funnel);

}  // namespace tundish::service
