#include "service/experiments.hpp"

#include <utility>

#include "api/context.hpp"
#include "api/statistics_query.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

Value interval_value(const service::Interval& interval) {
  Value value{Value::Object{}};
  value.set("low", interval.low);
  value.set("high", interval.high);
  return value;
}

Value comparison_value(const service::Comparison& comparison) {
  Value value{Value::Object{}};
  value.set("difference", comparison.difference);
  value.set("interval", interval_value(comparison.interval));
  value.set("p", comparison.chance);
  value.set("verdict", to_text(comparison.verdict));
  return value;
}

Value variant_value(const service::VariantResult& variant) {
  Value value{Value::Object{}};
  value.set("variant", variant.variant);
  value.set("sessions", static_cast<double>(variant.reached.whole));
  value.set("reached", static_cast<double>(variant.reached.part));
  if (variant.interval) {
    value.set("rate", *service::share_of(variant.reached.part, variant.reached.whole));
    value.set("interval", interval_value(*variant.interval));
  }
  if (variant.comparison) value.set("comparison", comparison_value(*variant.comparison));
  return value;
}

http::Response list(Context& context, const Call& call) {
  store::CounterQuery query;
  query.funnel = call.parameter("slug");
  if (!has_funnel(context, query.funnel)) return unknown_funnel(query.funnel);
  if (std::optional<http::Response> refusal = read_span(call.request, query)) return *refusal;
  service::Goal goal = service::Goal::conversion;
  const std::string word = http::query_parameter(call.request, "goal").value_or("conversion");
  if (!from_text(word, goal)) return invalid_query("`goal` is conversion or completion.");
  const std::string control = http::query_parameter(call.request, "control").value_or("");
  Value experiments{Value::List{}};
  for (const service::ExperimentResult& one :
       service::read_experiments(context.store, query, goal, control)) {
    Value variants{Value::List{}};
    for (const service::VariantResult& variant : one.variants) {
      variants.push(variant_value(variant));
    }
    Value experiment{Value::Object{}};
    experiment.set("experiment", one.experiment);
    experiment.set("control", one.control);
    experiment.set("variants", std::move(variants));
    experiments.push(std::move(experiment));
  }
  Value body{Value::Object{}};
  body.set("goal", word);
  body.set("experiments", std::move(experiments));
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_experiments(Routes& routes) {
  std::vector<QueryParameter> query = kSpanParameters;
  query.insert(query.end(),
               {{"goal", "conversion, or completion: what a variant is to bring about."},
                {"control", "The variant that the others are compared with; else the first one."}});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/experiments",
              .access = Access::viewer,
              .tag = "statistics",
              .summary = "How the variants of experiments do beside each other",
              .query = std::move(query),
              .answers = {{200, "Experiments"}},
              .problems = {422},
              .handler = list});
}

}  // namespace tundish::api
