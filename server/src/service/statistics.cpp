#include "service/statistics.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <map>
#include <utility>

#include "service/history.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

using store::Measure;

/// Three digits, so that bins are sorted as texts as they are as numbers.
std::string item_of(int bin) {
  const std::string digits = std::to_string(bin);
  return std::string(3 - digits.size(), '0') + digits;
}

int bin_of(const std::string& item) {
  int bin = 0;
  std::from_chars(item.data(), item.data() + item.size(), bin);
  return bin;
}

void add_layer(store::Counts& counts, const LayerTally& layer) {
  const auto add_one = [&](Measure measure, std::string item, std::int64_t count) {
    if (count != 0) counts.push_back(store::Count{layer.layer, measure, std::move(item), count});
  };
  add_one(Measure::reached, "", layer.reached);
  add_one(Measure::completed, "", layer.completed);
  add_one(Measure::passed, "", layer.passed);
  for (const ClickTally& one : layer.clicks) add_one(Measure::clicks, one.component, one.clicks);
  for (const StayTally& one : layer.stays) {
    add_one(Measure::stays, item_of(one.bin), one.count);
  }
  for (const WayTally& one : layer.ways) add_one(Measure::ways, one.to, one.sessions);
}

/// How long the `share` of them stayed that stayed least.
std::int64_t quantile(const std::vector<StayTally>& stays, std::int64_t of, double share) {
  const auto wanted = static_cast<double>(of) * share;
  std::int64_t seen = 0;
  for (const StayTally& one : stays) {
    seen += one.count;
    if (static_cast<double>(seen) >= wanted) return stay_of_bin(one.bin);
  }
  return 0;
}

void add_of_session(Statistics& statistics, const store::Count& one) {
  switch (one.measure) {
    case Measure::visits:
      statistics.visits += one.count;
      break;
    case Measure::sessions:
      statistics.sessions += one.count;
      break;
    case Measure::completions:
      statistics.completions += one.count;
      break;
    case Measure::conversions:
      statistics.conversions += one.count;
      break;
    case Measure::converted:
      statistics.converted += one.count;
      break;
    case Measure::closed:
      statistics.closed += one.count;
      break;
    case Measure::abandoned:
      statistics.abandoned += one.count;
      break;
    default:
      break;  // of layers
  }
}

void add_of_layer(LayerStatistics& layer, const store::Count& one) {
  switch (one.measure) {
    case Measure::reached:
      layer.reached += one.count;
      break;
    case Measure::completed:
      layer.completed += one.count;
      break;
    case Measure::passed:
      layer.passed += one.count;
      break;
    case Measure::dropped:
      layer.dropped += one.count;
      break;
    case Measure::clicks:
      layer.clicks.push_back(ClickTally{one.item, one.count});
      break;
    case Measure::ways:
      layer.ways.push_back(WayTally{one.item, one.count});
      break;
    default:
      break;  // of sessions; stays are told as times
  }
}

void tell_times(LayerStatistics& layer, const std::vector<StayTally>& stays) {
  for (const StayTally& one : stays) layer.stays += one.count;
  if (layer.stays == 0) return;
  layer.median_ms = quantile(stays, layer.stays, 0.5);
  layer.p90_ms = quantile(stays, layer.stays, 0.9);
}

Statistics statistics_of(const store::CounterSum& sum) {
  Statistics statistics;
  statistics.value = sum.value;
  std::vector<StayTally> stays;
  const store::Counts& counts = sum.counts;  // of one layer side by side
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const store::Count& one = counts[i];
    if (one.layer.empty()) {
      add_of_session(statistics, one);
      continue;
    }
    if (statistics.layers.empty() || statistics.layers.back().layer != one.layer) {
      statistics.layers.push_back({});
      statistics.layers.back().layer = one.layer;
    }
    if (one.measure == Measure::stays) stays.push_back(StayTally{bin_of(one.item), one.count});
    add_of_layer(statistics.layers.back(), one);
    const bool is_last = i + 1 == counts.size() || counts[i + 1].layer != one.layer;
    if (is_last) tell_times(statistics.layers.back(), std::exchange(stays, {}));
  }
  return statistics;
}

/// What was published last of a funnel, wherever it is played.
std::optional<Funnel> newest_funnel(store::Reader& reader, FunnelCache& funnels,
                                    const std::string& slug) {
  std::optional<Funnel> funnel;
  store::any<store::Publishing>(reader, store::by_key().equal(slug).descending(),
                                [&](const store::Publishing& one) {
                                  const ReleaseByLanguage releases = releases_of(one);
                                  if (!releases.empty())
                                    funnel = funnels.find(reader, releases.front().second);
                                  return funnel.has_value();
                                });
  return funnel;
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
  key.release = visit.release;
  key.language = visit.language;
  key.channel = visit.channel;
  key.day = day_of(now_ms);
  store.write([&](store::Writer& writer) {
    writer.add_counts(key, {store::Count{"", Measure::visits, "", 1}});
  });
}

store::Counts counts_of(const Tally& tally) {
  store::Counts counts;
  const auto add_one = [&](Measure measure, std::int64_t count) {
    if (count != 0) counts.push_back(store::Count{"", measure, "", count});
  };
  add_one(Measure::sessions, tally.sessions);
  add_one(Measure::completions, tally.completions);
  add_one(Measure::conversions, tally.conversions);
  add_one(Measure::converted, tally.converted);
  add_one(Measure::closed, tally.closed);
  for (const LayerTally& layer : tally.layers) add_layer(counts, layer);
  return counts;
}

void SessionTallies::add(const Funnel& funnel, const State& before, const Transition& step) {
  const Started& header = step.state.header;
  if (parts_.empty() || parts_.back().language != header.language ||
      parts_.back().channel != header.channel || parts_.back().release != header.release) {
    parts_.push_back(Part{header.release, header.language, header.channel, {}});
  }
  parts_.back().tallies = tally(std::move(parts_.back().tallies), funnel, before, step);
}

Counted SessionTallies::counted(std::string_view funnel, std::string_view session,
                                std::int64_t arrived_at_ms) const {
  Counted counted;
  store::CounterKey key;
  key.bucket = store::bucket_of_session(session);
  key.funnel = funnel;
  key.day = day_of(arrived_at_ms);
  for (const Part& part : parts_) {
    key.release = part.release;
    key.language = part.language;
    key.channel = to_text(part.channel);
    key.experiment.clear();
    key.variant.clear();
    store::Counts all = counts_of(part.tallies.all);
    if (!all.empty()) counted.emplace_back(key, std::move(all));
    for (const ArmTally& arm : part.tallies.arms) {
      key.experiment = arm.experiment;
      key.variant = arm.variant;
      store::Counts counts = counts_of(arm.tally);
      if (!counts.empty()) counted.emplace_back(key, std::move(counts));
    }
  }
  return counted;
}

void SessionTallies::write(store::Writer& writer, std::string_view funnel, std::string_view session,
                           std::int64_t arrived_at_ms) const {
  for (const auto& [key, counts] : counted(funnel, session, arrived_at_ms)) {
    writer.add_counts(key, counts);
  }
}

std::int64_t LayerStatistics::stopped() const {
  return std::max<std::int64_t>(0, reached - passed);
}

std::optional<double> share_of(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

void put_layers_in_order(store::Store& store, FunnelCache& funnels,
                         const store::CounterQuery& query, Statistics& statistics) {
  std::optional<Funnel> funnel;
  store.read([&](store::Reader& reader) {
    funnel = query.release.empty() ? newest_funnel(reader, funnels, query.funnel)
                                   : funnels.find(reader, query.release);
  });
  if (!funnel) return;
  std::map<std::string_view, std::size_t> places;
  for (const Layer& layer : (*funnel)->layers) places.emplace(layer.id, places.size());
  const auto place_of = [&places](const LayerStatistics& layer) {
    const auto found = places.find(layer.layer);
    return found == places.end() ? places.size() : found->second;
  };
  for (LayerStatistics& layer : statistics.layers) {
    const std::size_t place = place_of(layer);
    if (place < places.size()) layer.type = (*funnel)->layers[place].type;
  }
  std::stable_sort(statistics.layers.begin(), statistics.layers.end(),
                   [&](const LayerStatistics& left, const LayerStatistics& right) {
                     return place_of(left) < place_of(right);
                   });
}

std::vector<Statistics> read_statistics(store::Store& store, const store::CounterQuery& query) {
  std::vector<Statistics> list;
  store.read([&](store::Reader& reader) {
    list.clear();
    for (const store::CounterSum& sum : reader.sum_counters(query)) {
      list.push_back(statistics_of(sum));
    }
  });
  if (list.empty() && query.by == store::CountedBy::nothing) list.push_back({});
  return list;
}

}  // namespace tundish::service
