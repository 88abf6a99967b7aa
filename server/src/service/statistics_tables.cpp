#include "service/statistics_tables.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace tundish::service {
namespace {

using store::CountedBy;

struct Kind {
  std::string_view word;
  std::string_view heading;  ///< of what there is a row for; none: one row
  CountedBy by;
};
/// In the order of the enumeration.
constexpr Kind kKinds[] = {
    {"total", "", CountedBy::nothing},           {"layers", "layer", CountedBy::nothing},
    {"ways", "from", CountedBy::nothing},        {"days", "day", CountedBy::day},
    {"releases", "release", CountedBy::release}, {"languages", "language", CountedBy::language},
    {"channels", "channel", CountedBy::channel}, {"experiments", "experiment", CountedBy::nothing}};

/// A row that is written cell by cell.
class Line {
 public:
  Line& text(std::string_view word) {
    row_.emplace_back(std::string(word));
    return *this;
  }
  Line& number(std::int64_t count) {
    row_.emplace_back(static_cast<double>(count));
    return *this;
  }
  Line& number(double value) {
    row_.emplace_back(value);
    return *this;
  }
  Line& number(const std::optional<double>& share) {
    if (!share) return nothing();
    row_.emplace_back(*share);
    return *this;
  }
  Line& yes_or_no(bool is_so) {
    row_.emplace_back(is_so);
    return *this;
  }
  Line& nothing(int cells = 1) {
    for (int i = 0; i < cells; ++i) row_.emplace_back();
    return *this;
  }
  void write(TableWriter& table) const { table.add_row(row_); }

 private:
  std::vector<Cell> row_;
};

Line headings(std::initializer_list<std::string_view> words) {
  Line line;
  for (const std::string_view word : words) {
    if (!word.empty()) line.text(word);
  }
  return line;
}

void write_sessions(store::Store& store, const StatisticsWish& wish, TableWriter& table) {
  const Kind& kind = kKinds[static_cast<int>(wish.table)];
  headings({kind.heading, "visits", "sessions", "completions", "conversions", "converted", "closed",
            "abandoned", "start_rate", "completion_rate", "conversion_rate", "converted_rate"})
      .write(table);
  store::CounterQuery query = wish.query;
  query.by = kind.by;
  query.of_layers = false;
  for (const Statistics& one : read_statistics(store, query)) {
    Line line;
    if (!kind.heading.empty()) line.text(one.value);
    for (const std::int64_t count : {one.visits, one.sessions, one.completions, one.conversions,
                                     one.converted, one.closed, one.abandoned}) {
      line.number(count);
    }
    line.number(share_of(one.sessions, one.visits));
    for (const std::int64_t part : {one.completions, one.conversions, one.converted}) {
      line.number(share_of(part, one.sessions));
    }
    line.write(table);
  }
}

void write_layers(const std::vector<LayerStatistics>& layers, TableWriter& table) {
  headings({"layer", "type", "reached", "completed", "passed", "stopped", "dropped",
            "completed_rate", "stopped_rate", "stays", "median_ms", "p90_ms"})
      .write(table);
  for (const LayerStatistics& one : layers) {
    Line line;
    line.text(one.layer);
    one.type ? line.text(to_text(*one.type)) : line.nothing();
    for (const std::int64_t count :
         {one.reached, one.completed, one.passed, one.stopped(), one.dropped}) {
      line.number(count);
    }
    line.number(share_of(one.completed, one.reached)).number(share_of(one.stopped(), one.reached));
    line.number(one.stays);
    one.stays > 0 ? line.number(one.median_ms).number(one.p90_ms) : line.nothing(2);
    line.write(table);
  }
}

void write_ways(const std::vector<LayerStatistics>& layers, TableWriter& table) {
  headings({"from", "to", "sessions"}).write(table);
  for (const LayerStatistics& from : layers) {
    for (const WayTally& way : from.ways) {
      Line().text(from.layer).text(way.to).number(way.sessions).write(table);
    }
  }
}

void write_variant(const ExperimentResult& experiment, const VariantResult& one,
                   TableWriter& table) {
  Line line;
  line.text(experiment.experiment).text(one.variant).yes_or_no(one.variant == experiment.control);
  line.number(one.reached.whole).number(one.reached.part);
  line.number(share_of(one.reached.part, one.reached.whole));
  one.interval ? line.number(one.interval->low).number(one.interval->high) : line.nothing(2);
  if (one.comparison) {
    const Comparison& comparison = *one.comparison;
    line.number(comparison.difference);
    line.number(comparison.interval.low).number(comparison.interval.high);
    line.number(comparison.chance).text(to_text(comparison.verdict));
  } else {
    line.nothing(5);
  }
  line.write(table);
}

void write_experiments(store::Store& store, const StatisticsWish& wish, TableWriter& table) {
  headings({"experiment", "variant", "is_control", "sessions", "reached", "rate", "rate_low",
            "rate_high", "difference", "difference_low", "difference_high", "p", "verdict"})
      .write(table);
  for (const ExperimentResult& experiment :
       read_experiments(store, wish.query, wish.goal, wish.control)) {
    for (const VariantResult& one : experiment.variants) write_variant(experiment, one, table);
  }
}

}  // namespace

std::string_view to_text(StatisticsTable table) { return kKinds[static_cast<int>(table)].word; }

bool from_text(std::string_view text, StatisticsTable& table) {
  const auto* found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                   [text](const Kind& one) { return one.word == text; });
  if (found == std::end(kKinds)) return false;
  table = static_cast<StatisticsTable>(found - std::begin(kKinds));
  return true;
}

void write_statistics(store::Store& store, FunnelCache& funnels, const StatisticsWish& wish,
                      TableWriter& table) {
  if (wish.table == StatisticsTable::layers || wish.table == StatisticsTable::ways) {
    store::CounterQuery query = wish.query;
    query.by = CountedBy::nothing;
    Statistics whole = std::move(read_statistics(store, query).front());
    put_layers_in_order(store, funnels, query, whole);
    wish.table == StatisticsTable::layers ? write_layers(whole.layers, table)
                                          : write_ways(whole.layers, table);
  } else if (wish.table == StatisticsTable::experiments) {
    write_experiments(store, wish, table);
  } else {
    write_sessions(store, wish, table);
  }
  table.finish();
}

}  // namespace tundish::service
