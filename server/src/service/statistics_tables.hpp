#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "service/experiments.hpp"
#include "service/tables.hpp"

namespace tundish::service {

/// What a table of a funnel's statistics has a row for.
enum class StatisticsTable {
  total,
  layers,
  ways,
  days,
  releases,
  languages,
  channels,
  experiments
};
std::string_view to_text(StatisticsTable table);
bool from_text(std::string_view text, StatisticsTable& table);

struct StatisticsWish {
  store::CounterQuery query;  ///< its `by` is that of the table
  StatisticsTable table = StatisticsTable::total;
  Goal goal = Goal::conversion;  ///< of experiments, this and the next
  std::string control;
};

/// Writes the numbers of `read_statistics` and `read_experiments`, with a row of headings.
void write_statistics(store::Store& store, FunnelCache& funnels, const StatisticsWish& wish,
                      TableWriter& table);

}  // namespace tundish::service
