#include "service/webhooks.hpp"

#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "api/webhook_values.hpp"
#include "http/problem.hpp"
#include "service/deliveries.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMostRead = 200;

http::Response unknown_webhook() {
  return http::problem_response(404, "unknown_webhook", "There is no webhook of that id.");
}

http::Response webhook_response(int status, const store::Webhook& webhook,
                                const std::string& secret = {}) {
  Value body = webhook_value(webhook);
  if (!secret.empty()) body.set("secret", secret);
  http::Response response = http::json_response(status, to_json(body));
  http::set_header(response, "etag", service::etag_of(webhook));
  return response;
}

std::vector<std::string> read_types(BodyReader& reader) {
  std::vector<std::string> types;
  for (const Value& type : reader.list("types")) {
    if (types.size() < kMostRead) types.push_back(type.text());
  }
  return types;
}

http::Response list(Context& context, const Call& call) {
  const store::By by = store::by_index("webhooks_by_age");
  const auto wish = read_page_wish(call.request, store::table_of<store::Webhook>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::Webhook> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::Webhook>(reader, by, *wish); });
  Value webhooks{Value::List{}};
  for (const store::Webhook& webhook : page.rows) webhooks.push(webhook_value(webhook));
  Value body{Value::Object{}};
  body.set("webhooks", std::move(webhooks));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

http::Response create(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::WebhookWish wish;
  wish.label = reader.text_or("label", "");
  wish.url = reader.text("url");
  wish.types = read_types(reader);
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const Result<service::MadeWebhook> made = service::create_webhook(
      context.store, context.sealer, *context.outgoing, wish, actor_of(context, call));
  return made ? webhook_response(201, made->row, made->secret) : invalid_body(made.error());
}

http::Response read(Context& context, const Call& call) {
  std::optional<store::Webhook> webhook;
  context.store.read([&](store::Reader& reader) {
    webhook = store::find<store::Webhook>(reader, call.parameter("webhook"));
  });
  return webhook ? webhook_response(200, *webhook) : unknown_webhook();
}

http::Response change(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::WebhookChange wish;
  if (reader.has("label")) wish.label = reader.text("label");
  if (reader.has("url")) wish.url = reader.text("url");
  if (reader.has("types")) wish.types = read_types(reader);
  if (reader.has("enabled")) wish.is_enabled = reader.boolean("enabled");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::ChangedWebhook changed = service::change_webhook(
      context.store, *context.outgoing, call.parameter("webhook"),
      *http::find_header(call.request, "if-match"), wish, actor_of(context, call));
  if (changed.outcome == service::WebhookOutcome::unknown) return unknown_webhook();
  if (changed.outcome == service::WebhookOutcome::stale) return changed_meanwhile();
  if (!changed.faults.empty()) return invalid_body(changed.faults);
  return webhook_response(200, changed.webhook);
}

http::Response remove(Context& context, const Call& call) {
  switch (service::remove_webhook(context.store, call.parameter("webhook"),
                                  *http::find_header(call.request, "if-match"),
                                  actor_of(context, call))) {
    case service::WebhookOutcome::done:
      break;
    case service::WebhookOutcome::unknown:
      return unknown_webhook();
    case service::WebhookOutcome::stale:
      return changed_meanwhile();
  }
  return http::Response{204, {}, {}};
}

http::Response renew(Context& context, const Call& call) {
  const std::optional<service::MadeWebhook> made = service::renew_webhook_secret(
      context.store, context.sealer, call.parameter("webhook"), actor_of(context, call));
  return made ? webhook_response(200, made->row, made->secret) : unknown_webhook();
}

/// A message that says nothing, to see whether it arrives.
http::Response try_out(Context& context, const Call& call) {
  const service::Actor actor = actor_of(context, call);
  service::Occurrence occurrence;
  occurrence.type = "webhook.test";
  occurrence.key = service::random_hex(16);
  occurrence.at_ms = actor.at_ms;
  occurrence.data.set("webhook", call.parameter("webhook"));
  std::optional<store::Delivery> delivery;
  context.store.write([&](store::Writer& writer) {
    delivery.reset();
    const auto webhook = store::find<store::Webhook>(writer, call.parameter("webhook"));
    if (!webhook) return;
    service::announce_to(writer, *webhook, occurrence);
    delivery = store::find<store::Delivery>(writer, webhook->id, service::message_id(occurrence));
    service::note_deed(
        writer, actor,
        service::Deed{"webhook.try", "webhook", webhook->id, Value(Value::Object{})});
  });
  if (!delivery) return unknown_webhook();
  return http::json_response(202, to_json(delivery_value(*delivery)));
}

}  // namespace

void add_webhooks(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/webhooks",
              .access = Access::viewer,
              .tag = "webhooks",
              .summary = "Addresses that are told of domain events, oldest first",
              .query = kPageParameters,
              .answers = {{200, "WebhookList"}},
              .handler = list});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/webhooks",
              .access = Access::master,
              .tag = "webhooks",
              .summary = "Makes a webhook, whose secret is told this once",
              .body = "NewWebhook",
              .answers = {{201, "MadeWebhook"}},
              .answer_kind = AnswerKind::has_a_secret,
              .handler = create});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/webhooks/{webhook}",
              .access = Access::viewer,
              .tag = "webhooks",
              .summary = "A webhook, without its secret",
              .answers = {{200, "Webhook"}},
              .handler = read});
  routes.add({.method = http::Method::patch,
              .pattern = "/api/v1/webhooks/{webhook}",
              .access = Access::master,
              .tag = "webhooks",
              .summary = "Changes a webhook; enabled again it is sent what waits",
              .body = "WebhookChange",
              .answers = {{200, "Webhook"}},
              .if_match = IfMatch::required,
              .handler = change});
  routes.add({.method = http::Method::delete_,
              .pattern = "/api/v1/webhooks/{webhook}",
              .access = Access::master,
              .tag = "webhooks",
              .summary = "Removes a webhook",
              .answers = {{204}},
              .if_match = IfMatch::required,
              .handler = remove});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/webhooks/{webhook}/secret",
              .access = Access::master,
              .tag = "webhooks",
              .summary = "Another secret, told this once; the one before signs as well for a day",
              .answers = {{200, "MadeWebhook"}},
              .answer_kind = AnswerKind::has_a_secret,
              .handler = renew});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/webhooks/{webhook}/try",
              .access = Access::master,
              .tag = "webhooks",
              .summary = "Has a message `webhook.test` sent",
              .answers = {{202, "Delivery"}},
              .handler = try_out});
}

}  // namespace tundish::api
