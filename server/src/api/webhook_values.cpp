#include "api/webhook_values.hpp"

#include "api/context.hpp"
#include "api/outgoing_values.hpp"
#include "service/words.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

/// A time that may not have come: left out then.
void set_moment(Value& value, std::string_view name, std::int64_t at_ms) {
  if (at_ms != 0) value.set(name, utc_text(at_ms));
}

Value parsed(const std::string& text) {
  const Result<Value> value = parse_value(text);
  return value ? *value : Value();
}

Value attempt_value(const store::DeliveryAttempt& attempt) {
  Value value{Value::Object{}};
  value.set("number", static_cast<double>(attempt.number));
  value.set("at", utc_text(attempt.at_ms));
  value.set("took_ms", static_cast<double>(attempt.took_ms));
  value.set("status", static_cast<double>(attempt.status));
  set_why(value, attempt.why);
  return value;
}

}  // namespace

Value webhook_value(const store::Webhook& webhook) {
  Value types{Value::List{}};
  for (const std::string& type : service::split_words(webhook.types)) types.push(type);
  Value value{Value::Object{}};
  value.set("id", webhook.id);
  value.set("label", webhook.label);
  value.set("url", webhook.url);
  value.set("types", std::move(types));
  value.set("enabled", webhook.is_enabled);
  if (!webhook.disabled_why.empty()) value.set("disabled_why", webhook.disabled_why);
  set_moment(value, "failing_since", webhook.failing_since_ms);
  set_moment(value, "former_secret_until", webhook.former_until_ms);
  value.set("created_at", utc_text(webhook.created_at_ms));
  value.set("updated_at", utc_text(webhook.updated_at_ms));
  return value;
}

Value delivery_value(const store::Delivery& delivery) {
  const bool has_arrived = delivery.delivered_at_ms != 0;
  const char* state = delivery.is_waiting ? "waiting" : has_arrived ? "delivered" : "failed";
  Value value{Value::Object{}};
  value.set("message", delivery.message);
  value.set("type", delivery.type);
  value.set("state", state);
  value.set("attempts", static_cast<double>(delivery.attempts));
  value.set("status", static_cast<double>(delivery.status));
  set_why(value, delivery.why);
  if (delivery.is_waiting) value.set("due_at", utc_text(delivery.due_ms));
  value.set("created_at", utc_text(delivery.created_at_ms));
  set_moment(value, "delivered_at", delivery.delivered_at_ms);
  return value;
}

Value delivery_log(const store::Delivery& delivery,
                   const std::vector<store::DeliveryAttempt>& attempts) {
  Value log{Value::List{}};
  for (const store::DeliveryAttempt& attempt : attempts) log.push(attempt_value(attempt));
  Value value = delivery_value(delivery);
  value.set("body", delivery.body);
  value.set("log", std::move(log));
  return value;
}

Value job_value(const store::Job& job) {
  const char* ended = job.why.empty() ? "done" : "failed";
  Value value{Value::Object{}};
  value.set("id", job.id);
  value.set("kind", job.kind);
  value.set("subject", job.subject);
  value.set("state", !job.is_open ? ended : job.owner.empty() ? "waiting" : "running");
  value.set("done", static_cast<double>(job.done));
  value.set("total", static_cast<double>(job.total));
  value.set("attempts", static_cast<double>(job.attempts));
  if (!job.result.empty()) value.set("result", parsed(job.result));
  if (job.is_open) value.set("due_at", utc_text(job.due_ms));
  value.set("created_at", utc_text(job.created_at_ms));
  set_moment(value, "ended_at", job.ended_at_ms);
  return value;
}

}  // namespace tundish::api
