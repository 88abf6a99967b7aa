#include "service/statistics.hpp"

#include <utility>

#include "api/context.hpp"
#include "http/problem.hpp"
#include "service/session_filter.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

using store::CountedBy;

Value count(std::int64_t number) { return Value(static_cast<double>(number)); }

/// Null where there is nobody to divide by.
Value rate(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? Value() : Value(static_cast<double>(part) / static_cast<double>(whole));
}

Value layer_value(const service::LayerStatistics& row) {
  Value layer{Value::Object{}};
  layer.set("layer", row.layer);
  layer.set("reached", count(row.reached));
  layer.set("completed", count(row.completed));
  layer.set("dropped", count(row.dropped));
  layer.set("completed_rate", rate(row.completed, row.reached));
  if (row.stays > 0) {
    Value time{Value::Object{}};
    time.set("stays", count(row.stays));
    time.set("median_ms", count(row.median_ms));
    time.set("p90_ms", count(row.p90_ms));
    layer.set("time", std::move(time));
  }
  Value clicks{Value::Object{}};
  for (const ClickTally& one : row.clicks) clicks.set(one.component, count(one.clicks));
  layer.set("clicks", std::move(clicks));
  return layer;
}

Value statistics_value(const service::Statistics& statistics) {
  Value layers{Value::List{}};
  for (const service::LayerStatistics& row : statistics.layers) layers.push(layer_value(row));
  Value value{Value::Object{}};
  value.set("visits", count(statistics.visits));
  value.set("sessions", count(statistics.sessions));
  value.set("completions", count(statistics.completions));
  value.set("conversions", count(statistics.conversions));
  value.set("closed", count(statistics.closed));
  value.set("abandoned", count(statistics.abandoned));
  value.set("conversion_rate", rate(statistics.conversions, statistics.sessions));
  value.set("completion_rate", rate(statistics.completions, statistics.sessions));
  value.set("layers", std::move(layers));
  return value;
}

struct By {
  std::string_view word;
  CountedBy by;
};
constexpr By kBys[] = {{"day", CountedBy::day},
                       {"release", CountedBy::release},
                       {"language", CountedBy::language},
                       {"channel", CountedBy::channel},
                       {"experiment", CountedBy::experiment},
                       {"variant", CountedBy::variant}};

http::Response invalid(const char* sentence) {
  return http::problem_response(422, "invalid", sentence);
}

/// The refusal of what the request asks for, or nothing when `query` now says it.
std::optional<http::Response> read_query(const http::Request& request, store::CounterQuery& query) {
  const auto word = [&](const char* name) {
    return http::query_parameter(request, name).value_or("");
  };
  query.from_day = word("from");
  query.to_day = word("to");
  query.release = word("release");
  query.language = word("language");
  query.channel = word("channel");
  query.experiment = word("experiment");
  query.variant = word("variant");
  if (!service::is_span(query.from_day, query.to_day)) {
    return invalid("`from` and `to` are days, such as 2025-06-30, the first one first.");
  }
  if (const std::string by = word("by"); !by.empty()) {
    for (const By& one : kBys) {
      if (one.word == by) query.by = one.by;
    }
    if (query.by == CountedBy::nothing) {
      return invalid("`by` is day, release, language, channel, experiment or variant.");
    }
  }
  const bool wants_arm = query.by == CountedBy::variant || !query.variant.empty();
  if (wants_arm && query.experiment.empty()) {
    return invalid("A variant is one of an experiment: name it as `experiment`.");
  }
  if (query.by == CountedBy::experiment && !query.experiment.empty()) {
    return invalid("By experiment all of them are told: name none.");
  }
  return std::nullopt;
}

http::Response read(Context& context, const Call& call) {
  store::CounterQuery query;
  query.funnel = call.parameter("slug");
  if (!has_funnel(context, query.funnel)) return unknown_funnel(query.funnel);
  if (std::optional<http::Response> refusal = read_query(call.request, query)) return *refusal;
  store::CounterQuery whole = query;
  whole.by = CountedBy::nothing;
  Value body = statistics_value(service::read_statistics(context.store, whole).front());
  if (query.by != CountedBy::nothing) {
    Value parts{Value::List{}};
    for (const service::Statistics& row : service::read_statistics(context.store, query)) {
      Value part = statistics_value(row);
      part.set("value", row.value);
      parts.push(std::move(part));
    }
    body.set("parts", std::move(parts));
  }
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_statistics(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/statistics",
              .access = Access::viewer,
              .tag = "statistics",
              .summary = "What was counted of a funnel",
              .query = {{"by",
                         "day, release, language, channel, experiment or variant: `parts` "
                         "has what was counted under each."},
                        {"from", "The first day that counts, UTC: 2025-06-30."},
                        {"to", "The last day that counts."},
                        {"release", "Only of this one."},
                        {"language", "Only in this one."},
                        {"channel", "Only on this one."},
                        {"experiment", "Only sessions that met it, from then on."},
                        {"variant", "Only sessions that met this variant of it."}},
              .answers = {{200, "Statistics"}},
              .problems = {422},
              .handler = read});
}

}  // namespace tundish::api
