#include "service/statistics.hpp"

#include <utility>

#include "api/context.hpp"
#include "api/statistics_query.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

using store::CountedBy;

Value count(std::int64_t number) { return Value(static_cast<double>(number)); }

/// Null where there is nobody to divide by.
Value rate(std::int64_t part, std::int64_t whole) {
  const std::optional<double> share = service::share_of(part, whole);
  return share ? Value(*share) : Value();
}

Value layer_value(const service::LayerStatistics& row) {
  Value layer{Value::Object{}};
  layer.set("layer", row.layer);
  if (row.type) layer.set("type", to_text(*row.type));
  layer.set("reached", count(row.reached));
  layer.set("completed", count(row.completed));
  layer.set("passed", count(row.passed));
  layer.set("stopped", count(row.stopped()));
  layer.set("dropped", count(row.dropped));
  layer.set("completed_rate", rate(row.completed, row.reached));
  layer.set("stopped_rate", rate(row.stopped(), row.reached));
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
  Value ways{Value::Object{}};
  for (const WayTally& one : row.ways) ways.set(one.to, count(one.sessions));
  layer.set("ways", std::move(ways));
  return layer;
}

Value sessions_value(const service::Statistics& statistics) {
  Value value{Value::Object{}};
  value.set("visits", count(statistics.visits));
  value.set("sessions", count(statistics.sessions));
  value.set("completions", count(statistics.completions));
  value.set("conversions", count(statistics.conversions));
  value.set("converted", count(statistics.converted));
  value.set("closed", count(statistics.closed));
  value.set("abandoned", count(statistics.abandoned));
  value.set("start_rate", rate(statistics.sessions, statistics.visits));
  value.set("conversion_rate", rate(statistics.conversions, statistics.sessions));
  value.set("converted_rate", rate(statistics.converted, statistics.sessions));
  value.set("completion_rate", rate(statistics.completions, statistics.sessions));
  return value;
}

Value statistics_value(const service::Statistics& statistics) {
  Value value = sessions_value(statistics);
  Value layers{Value::List{}};
  for (const service::LayerStatistics& row : statistics.layers) layers.push(layer_value(row));
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

/// The refusal of what the request asks for, or nothing when `query` now says it.
std::optional<http::Response> read_query(const http::Request& request, store::CounterQuery& query) {
  if (std::optional<http::Response> refusal = read_span(request, query)) return refusal;
  const std::string by = http::query_parameter(request, "by").value_or("");
  for (const By& one : kBys) {
    if (one.word == by) query.by = one.by;
  }
  if (!by.empty() && query.by == CountedBy::nothing) {
    return invalid_query("`by` is day, release, language, channel, experiment or variant.");
  }
  if (query.by == CountedBy::variant && query.experiment.empty()) {
    return invalid_query("A variant is one of an experiment: name it as `experiment`.");
  }
  if (query.by == CountedBy::experiment && !query.experiment.empty()) {
    return invalid_query("By experiment all of them are told: name none.");
  }
  const std::string layers = http::query_parameter(request, "layers").value_or("all");
  if (layers != "all" && layers != "none") return invalid_query("`layers` is all or none.");
  query.of_layers = layers == "all";
  return std::nullopt;
}

http::Response read(Context& context, const Call& call) {
  store::CounterQuery query;
  query.funnel = call.parameter("slug");
  if (!has_funnel(context, query.funnel)) return unknown_funnel(query.funnel);
  if (std::optional<http::Response> refusal = read_query(call.request, query)) return *refusal;
  const auto told = [&](service::Statistics statistics) {
    put_layers_in_order(context.store, context.funnels, query, statistics);
    return statistics_value(statistics);
  };
  store::CounterQuery whole = query;
  whole.by = CountedBy::nothing;
  Value body = told(service::read_statistics(context.store, whole).front());
  if (query.by != CountedBy::nothing) {
    Value parts{Value::List{}};
    for (service::Statistics& row : service::read_statistics(context.store, query)) {
      const std::string value = row.value;
      Value part = told(std::move(row));
      part.set("value", value);
      parts.push(std::move(part));
    }
    body.set("parts", std::move(parts));
  }
  return http::json_response(200, to_json(body));
}

http::Response read_all(Context& context, const Call& call) {
  store::CounterQuery query;
  if (std::optional<http::Response> refusal = read_span(call.request, query)) return *refusal;
  query.by = CountedBy::funnel;
  query.of_layers = false;
  Value funnels{Value::List{}};
  for (const service::Statistics& row : service::read_statistics(context.store, query)) {
    Value funnel = sessions_value(row);
    funnel.set("funnel", row.value);
    funnels.push(std::move(funnel));
  }
  Value body{Value::Object{}};
  body.set("funnels", std::move(funnels));
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_statistics(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/statistics",
              .access = Access::viewer,
              .tag = "statistics",
              .summary = "What was counted of every funnel, by slug",
              .query = kSpanParameters,
              .answers = {{200, "StatisticsOfFunnels"}},
              .problems = {422},
              .handler = read_all});
  std::vector<QueryParameter> query = kSpanParameters;
  query.insert(query.end(), {{"experiment", "Only sessions that met it, from then on."},
                             {"variant", "Only sessions that met this variant of it."},
                             {"by",
                              "day, release, language, channel, experiment or variant: `parts` "
                              "has what was counted under each."},
                             {"layers", "none: they are left out."}});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/statistics",
              .access = Access::viewer,
              .tag = "statistics",
              .summary = "What was counted of a funnel",
              .query = std::move(query),
              .answers = {{200, "Statistics"}},
              .problems = {422},
              .handler = read});
}

}  // namespace tundish::api
