#include "store/counts.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace tundish::store {
namespace {

constexpr std::string_view kMeasures[] = {
    "visits",  "sessions",  "completions", "conversions", "converted", "closed", "abandoned",
    "reached", "completed", "passed",      "dropped",     "clicks",    "stays",  "ways"};

bool comes_before(const Count& left, const Count& right) {
  return std::tie(left.layer, left.measure, left.item) <
         std::tie(right.layer, right.measure, right.item);
}

}  // namespace

std::string_view to_text(Measure measure) { return kMeasures[static_cast<int>(measure)]; }

bool from_text(std::string_view text, Measure& measure) {
  const auto* found = std::find(std::begin(kMeasures), std::end(kMeasures), text);
  if (found == std::end(kMeasures)) return false;
  measure = static_cast<Measure>(found - std::begin(kMeasures));
  return true;
}

bool CounterKey::operator<(const CounterKey& other) const {
  return std::tie(bucket, funnel, release, language, channel, day, experiment, variant) <
         std::tie(other.bucket, other.funnel, other.release, other.language, other.channel,
                  other.day, other.experiment, other.variant);
}

void add(Counts& sums, const Counts& more) {
  auto place = sums.begin();
  for (const Count& one : more) {
    place = std::lower_bound(place, sums.end(), one, comes_before);
    if (place == sums.end() || comes_before(one, *place)) {
      place = sums.insert(place, one);
    } else {
      place->count += one.count;
    }
  }
}

void add(Counts& sums, Count more) {
  const auto place = std::lower_bound(sums.begin(), sums.end(), more, comes_before);
  if (place == sums.end() || comes_before(more, *place)) {
    sums.insert(place, std::move(more));
  } else {
    place->count += more.count;
  }
}

std::int64_t count_of(const Counts& counts, Measure measure, std::string_view layer,
                      std::string_view item) {
  const Count wanted{std::string(layer), measure, std::string(item), 0};
  const auto place = std::lower_bound(counts.begin(), counts.end(), wanted, comes_before);
  return place == counts.end() || comes_before(wanted, *place) ? 0 : place->count;
}

}  // namespace tundish::store
