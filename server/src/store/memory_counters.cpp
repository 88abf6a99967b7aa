#include <algorithm>

#include "store/memory_tables.hpp"

namespace tundish::store {
namespace {

bool fits(std::string_view wanted, std::string_view word) {
  return wanted.empty() || wanted == word;
}

bool is_asked_for(const CounterQuery& query, const CounterKey& key) {
  const bool has_met = !key.experiment.empty();
  const bool is_meant = query.by == CountedBy::funnel || key.funnel == query.funnel;
  return is_meant && (query.from_day.empty() || key.day >= query.from_day) &&
         (query.to_day.empty() || key.day <= query.to_day) && fits(query.release, key.release) &&
         fits(query.language, key.language) && fits(query.channel, key.channel) &&
         fits(query.variant, key.variant) &&
         (query.by == CountedBy::experiment ? has_met : key.experiment == query.experiment);
}

const std::string& value_of(CountedBy by, const CounterKey& key) {
  static const std::string nothing;
  switch (by) {
    case CountedBy::nothing:
      return nothing;
    case CountedBy::funnel:
      return key.funnel;
    case CountedBy::day:
      return key.day;
    case CountedBy::release:
      return key.release;
    case CountedBy::language:
      return key.language;
    case CountedBy::channel:
      return key.channel;
    case CountedBy::experiment:
      return key.experiment;
    case CountedBy::variant:
      return key.variant;
  }
  return nothing;
}

}  // namespace

std::vector<CounterSum> MemoryTables::sum_counters(const CounterQuery& query) {
  std::map<std::string, Counts> sums;
  for (const auto& [key, counts] : rows_.counters) {
    if (is_asked_for(query, key)) add(sums[value_of(query.by, key)], counts);
  }
  std::vector<CounterSum> list;
  for (auto& [value, counts] : sums) {
    const auto is_left_out = [&query](const Count& one) {
      return one.count == 0 || (!query.of_layers && !one.layer.empty());
    };
    counts.erase(std::remove_if(counts.begin(), counts.end(), is_left_out), counts.end());
    if (!counts.empty()) list.push_back(CounterSum{value, std::move(counts)});
  }
  return list;
}

void MemoryTables::add_counts(const CounterKey& key, const Counts& counts) {
  const auto found = rows_.counters.find(key);
  Counts sums = found == rows_.counters.end() ? Counts{} : found->second;
  add(sums, counts);
  put(rows_.counters, key, sums);
}

void MemoryTables::remove_counts() {
  for (const auto& [key, counts] : std::map<CounterKey, Counts>(rows_.counters)) {
    if (key.bucket == kKeptCounts) continue;
    Counts visits;
    for (const Count& one : counts) {
      if (one.measure == Measure::visits) visits.push_back(one);
    }
    put(rows_.counters, key, visits);
  }
}

}  // namespace tundish::store
