#include "service/statistics.hpp"

#include <algorithm>
#include <ctime>

namespace tundish::service {
namespace {

void add(Statistics& statistics, const std::string& layer, const store::Counts& counts) {
  if (layer.empty()) {
    statistics.counts = statistics.counts + counts;
    return;
  }
  auto place = std::lower_bound(
      statistics.layers.begin(), statistics.layers.end(), layer,
      [](const LayerStatistics& left, const std::string& id) { return left.layer < id; });
  if (place == statistics.layers.end() || place->layer != layer) {
    place = statistics.layers.insert(place, LayerStatistics{layer, 0, 0});
  }
  place->reached += counts.reached;
  place->completed += counts.completed;
}

}  // namespace

std::string day_of(std::int64_t at_ms) {
  const std::time_t seconds = static_cast<std::time_t>(at_ms / 1000);
  std::tm date{};
  ::gmtime_r(&seconds, &date);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%d", &date);
  return std::string(text, size);
}

void count_visit(store::Store& store, const Visit& visit, std::int64_t now_ms) {
  store::CounterKey key;
  key.bucket = store::bucket_of(visit.funnel);
  key.funnel = visit.funnel;
  key.language = visit.language;
  key.channel = visit.channel;
  key.day = day_of(now_ms);
  store::Counts counts;
  counts.visits = 1;
  store.write([&](store::Writer& writer) { writer.add_counts(key, counts); });
}

void add_tally(store::Writer& writer, const store::Session& session, const Tally& tally,
               std::int64_t now_ms) {
  store::CounterKey key;
  key.bucket = store::bucket_of_session(session.session);
  key.funnel = session.funnel;
  key.release = session.release;
  key.language = session.language;
  key.channel = session.channel;
  key.day = day_of(now_ms);
  store::Counts whole;
  whole.sessions = tally.sessions;
  whole.completions = tally.completions;
  whole.conversions = tally.conversions;
  whole.closed = tally.closed;
  if (!(whole == store::Counts{})) writer.add_counts(key, whole);
  for (const LayerTally& layer : tally.layers) {
    store::Counts counts;
    counts.reached = layer.reached;
    counts.completed = layer.completed;
    key.layer = layer.layer;
    writer.add_counts(key, counts);
  }
}

FunnelStatistics funnel_statistics(store::Store& store, std::string_view funnel) {
  FunnelStatistics statistics;
  store.read([&](store::Reader& reader) {
    statistics = FunnelStatistics{};
    for (const store::CounterSum& sum : reader.sum_counters(funnel)) {
      add(statistics.all, sum.layer, sum.counts);
      if (statistics.by_channel.empty() || statistics.by_channel.back().channel != sum.channel) {
        statistics.by_channel.push_back(ChannelStatistics{sum.channel, {}});
      }
      add(statistics.by_channel.back().statistics, sum.layer, sum.counts);
    }
  });
  return statistics;
}

}  // namespace tundish::service
