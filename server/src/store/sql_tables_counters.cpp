#include <map>
#include <string>
#include <utility>

#include "store/sql_tables.hpp"

namespace tundish::store {
namespace {

const char* column_of(CountedBy by) {
  switch (by) {
    case CountedBy::nothing:
      return "''";
    case CountedBy::funnel:
      return "funnel";
    case CountedBy::day:
      return "day";
    case CountedBy::release:
      return "release";
    case CountedBy::language:
      return "language";
    case CountedBy::channel:
      return "channel";
    case CountedBy::experiment:
      return "experiment";
    case CountedBy::variant:
      return "variant";
  }
  return "''";
}

std::string sum_text(const CounterQuery& query) {
  const CountedBy by = query.by;
  const std::string column = column_of(by);
  return "SELECT " + column +
         " AS value, layer, measure, item, CAST(sum(count) AS BIGINT) FROM counters" +
         (by == CountedBy::funnel ? " WHERE funnel <> ?" : " WHERE funnel = ?") +
         (query.of_layers ? "" : " AND layer = ''") +
         " AND (? = '' OR day >= ?) AND (? = '' OR day <= ?)"
         " AND (? = '' OR release = ?) AND (? = '' OR language = ?)"
         " AND (? = '' OR channel = ?) AND (? = '' OR variant = ?)" +
         (by == CountedBy::experiment ? " AND experiment <> ?" : " AND experiment = ?") +
         " GROUP BY value, layer, measure, item HAVING sum(count) <> 0";
}

}  // namespace

void SqlTables::add_counts(const CounterKey& key, const Counts& counts) {
  for (const Count& one : counts) {
    const std::string_view measure = to_text(one.measure);
    connection_
        .prepare(
            "INSERT INTO counters (bucket, funnel, release, language, channel, day, experiment,"
            " variant, layer, measure, item, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (funnel, day, experiment, variant, release, language, channel, layer,"
            " measure, item, bucket) DO UPDATE SET count = counters.count + excluded.count")
        .bind(key.bucket)
        .bind(key.funnel)
        .bind(key.release)
        .bind(key.language)
        .bind(key.channel)
        .bind(key.day)
        .bind(key.experiment)
        .bind(key.variant)
        .bind(one.layer)
        .bind(measure)
        .bind(one.item)
        .bind(one.count)
        .run();
  }
}

void SqlTables::remove_counts() {
  connection_.prepare("DELETE FROM counters WHERE measure <> 'visits' AND bucket <> ?")
      .bind(kKeptCounts)
      .run();
}

std::vector<CounterSum> SqlTables::sum_counters(const CounterQuery& query) {
  SqlStatement row = connection_.prepare_text(sum_text(query));
  row.bind(query.by == CountedBy::funnel ? std::string_view() : query.funnel);
  for (const std::string* word : {&query.from_day, &query.to_day, &query.release, &query.language,
                                  &query.channel, &query.variant}) {
    row.bind(*word).bind(*word);
  }
  row.bind(query.by == CountedBy::experiment ? std::string_view() : query.experiment);
  std::map<std::string, Counts> sums;
  while (row.step()) {
    Counts& sum = sums[row.text()];
    Count one;
    one.layer = row.text();
    if (!from_text(row.text(), one.measure)) throw StoreError("a counter of no known measure");
    one.item = row.text();
    one.count = row.number();
    add(sum, std::move(one));
  }
  std::vector<CounterSum> list;
  for (auto& [value, counts] : sums) list.push_back(CounterSum{value, std::move(counts)});
  return list;
}

}  // namespace tundish::store
