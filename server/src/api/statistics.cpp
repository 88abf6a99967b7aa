#include "service/statistics.hpp"

#include "api/context.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

Value statistics_value(const service::Statistics& statistics) {
  Value layers{Value::List{}};
  for (const service::LayerStatistics& row : statistics.layers) {
    Value layer{Value::Object{}};
    layer.set("layer", row.layer);
    layer.set("reached", static_cast<double>(row.reached));
    layer.set("completed", static_cast<double>(row.completed));
    layers.push(std::move(layer));
  }
  Value value{Value::Object{}};
  value.set("visits", static_cast<double>(statistics.counts.visits));
  value.set("sessions", static_cast<double>(statistics.counts.sessions));
  value.set("completions", static_cast<double>(statistics.counts.completions));
  value.set("conversions", static_cast<double>(statistics.counts.conversions));
  value.set("closed", static_cast<double>(statistics.counts.closed));
  value.set("layers", std::move(layers));
  return value;
}

http::Response read(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  if (!has_funnel(context, slug)) return unknown_funnel(slug);
  const service::FunnelStatistics statistics = service::funnel_statistics(context.store, slug);
  Value body = statistics_value(statistics.all);
  Value by_channel{Value::List{}};
  for (const service::ChannelStatistics& row : statistics.by_channel) {
    Value channel = statistics_value(row.statistics);
    channel.set("channel", row.channel);
    by_channel.push(std::move(channel));
  }
  body.set("by_channel", std::move(by_channel));
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_statistics(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/statistics",
              .access = Access::viewer,
              .tag = "statistics",
              .summary = "What was counted of a funnel",
              .answers = {{200, "Statistics"}},
              .handler = read});
}

}  // namespace tundish::api
