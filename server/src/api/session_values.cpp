#include "api/session_values.hpp"

#include "api/context.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

const std::string& layer_id(const Funnel& funnel, LayerIndex layer) {
  static const std::string kNone;
  if (layer < 0) return kNone;
  return funnel->layers[static_cast<std::size_t>(layer)].id;
}

}  // namespace

Value session_value(const service::SessionDetails& details) {
  const State& state = details.state;
  Value path{Value::List{}};
  for (const LayerIndex layer : state.path) path.push(layer_id(details.funnel, layer));
  Value value{Value::Object{}};
  value.set("session", details.row.session);
  value.set("reference_code", reference_code(details.row.session));
  if (!details.row.parent.empty()) {
    value.set("root", details.row.root);
    value.set("parent", details.row.parent);
    value.set("at", static_cast<double>(details.row.at));
  }
  value.set("quarantined", static_cast<double>(details.quarantined));
  value.set("funnel", details.row.funnel);
  value.set("release", details.row.release);
  value.set("language", details.row.language);
  value.set("channel", details.row.channel);
  value.set("status", details.row.status);
  value.set("reason", state.reason);
  value.set("layer", layer_id(details.funnel, state.layer));
  value.set("path", std::move(path));
  value.set("data", service::session_data(state));
  value.set("score", score(details.funnel, state));
  value.set("events", static_cast<double>(state.events));
  value.set("state_hash", state_hash(details.funnel, state));
  if (!details.suspected.empty()) {
    Value signs{Value::List{}};
    for (const std::string& sign : details.suspected) signs.push(sign);
    value.set("suspected", std::move(signs));
  }
  value.set("started_at", utc_text(details.row.created_at_ms));
  value.set("last_at", utc_text(details.row.last_at_ms));
  return value;
}

Value effect_value(const store::Effect& row) {
  const Result<Value> asked = parse_value(row.text);
  Value value{Value::Object{}};
  value.set("effect", row.effect);
  value.set("kind", row.kind);
  value.set("asked", asked ? *asked : Value());
  value.set("is_done", row.is_done);
  value.set("attempts", static_cast<double>(row.attempts));
  const Result<Value> result = parse_value(row.result);
  for (const char* name : {"outcome", "status"}) {
    const Value* member = result ? result->find(name) : nullptr;
    if (member != nullptr) value.set(name, *member);
  }
  if (!row.why.empty()) value.set("why", row.why);
  value.set("due_at", utc_text(row.due_ms));
  value.set("created_at", utc_text(row.created_at_ms));
  return value;
}

Value quarantined_value(const store::QuarantinedEvent& row) {
  Value value{Value::Object{}};
  value.set("session", row.session);
  value.set("seq", static_cast<double>(row.seq));
  value.set("root", row.root);
  value.set("parent", row.parent);
  value.set("at", static_cast<double>(row.at));
  value.set("uid", row.uid);
  value.set("hash", row.hash);
  value.set("text", row.text);
  value.set("code", row.code);
  value.set("received_at", utc_text(row.received_at_ms));
  return value;
}

Value refusal_value(const store::Refusal& refusal) {
  Value value{Value::Object{}};
  value.set("session", refusal.session);
  value.set("root", refusal.root);
  value.set("parent", refusal.parent);
  value.set("at", static_cast<double>(refusal.at));
  value.set("events", static_cast<double>(refusal.last_seq - refusal.at));
  value.set("code", refusal.code);
  value.set("received_at", utc_text(refusal.received_at_ms));
  value.set("decision", refusal.decision.empty() ? "open" : refusal.decision);
  if (refusal.decision.empty()) return value;
  value.set("reason", refusal.reason);
  value.set("decided_by", refusal.decided_by);
  value.set("decided_at", utc_text(refusal.decided_at_ms));
  return value;
}

}  // namespace tundish::api
