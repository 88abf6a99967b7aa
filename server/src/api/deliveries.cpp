#include "service/deliveries.hpp"

#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "api/webhook_values.hpp"
#include "http/problem.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr int kMostAttempts = 200;

http::Response unknown_delivery() {
  return http::problem_response(404, "unknown_delivery", "There is no such message.");
}

http::Response list(Context& context, const Call& call) {
  const std::string& webhook = call.parameter("webhook");
  const store::By by = store::by_index("deliveries_of_webhook").equal(webhook).descending();
  const auto wish = read_page_wish(call.request, store::table_of<store::Delivery>(), by);
  if (!wish) return wrong_page_wish();
  bool is_there = false;
  RecordPage<store::Delivery> page;
  context.store.read([&](store::Reader& reader) {
    is_there = store::find<store::Webhook>(reader, webhook).has_value();
    page = read_page<store::Delivery>(reader, by, *wish);
  });
  if (!is_there) {
    return http::problem_response(404, "unknown_webhook", "There is no webhook of that id.");
  }
  Value deliveries{Value::List{}};
  for (const store::Delivery& delivery : page.rows) deliveries.push(delivery_value(delivery));
  Value body{Value::Object{}};
  body.set("deliveries", std::move(deliveries));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

http::Response read(Context& context, const Call& call) {
  std::optional<store::Delivery> delivery;
  std::vector<store::DeliveryAttempt> attempts;
  context.store.read([&](store::Reader& reader) {
    const std::string& webhook = call.parameter("webhook");
    const std::string& message = call.parameter("message");
    delivery = store::find<store::Delivery>(reader, webhook, message);
    attempts = store::list<store::DeliveryAttempt>(
        reader, store::by_key().equal(webhook, message).limit(kMostAttempts));
  });
  if (!delivery) return unknown_delivery();
  return http::json_response(200, to_json(delivery_log(*delivery, attempts)));
}

http::Response resend(Context& context, const Call& call) {
  const service::Actor actor = actor_of(context, call);
  std::optional<store::Delivery> delivery;
  context.store.write([&](store::Writer& writer) {
    delivery = service::send_again(writer, call.parameter("webhook"), call.parameter("message"),
                                   actor.at_ms);
    if (!delivery) return;
    service::Deed deed{"webhook.resend", "webhook", delivery->webhook, Value(Value::Object{})};
    deed.details.set("message", delivery->message);
    service::note_deed(writer, actor, deed);
  });
  if (!delivery) return unknown_delivery();
  return http::json_response(202, to_json(delivery_value(*delivery)));
}

}  // namespace

void add_deliveries(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/webhooks/{webhook}/deliveries",
              .access = Access::viewer,
              .tag = "webhooks",
              .summary = "What a webhook was and is to be told, newest first",
              .query = kPageParameters,
              .answers = {{200, "DeliveryList"}},
              .handler = list});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/webhooks/{webhook}/deliveries/{message}",
              .access = Access::viewer,
              .tag = "webhooks",
              .summary = "A message with its body and every attempt",
              .answers = {{200, "DeliveryLog"}},
              .handler = read});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/webhooks/{webhook}/deliveries/{message}/resend",
              .access = Access::master,
              .tag = "webhooks",
              .summary = "Has a message sent once more",
              .answers = {{202, "Delivery"}},
              .handler = resend});
}

}  // namespace tundish::api
