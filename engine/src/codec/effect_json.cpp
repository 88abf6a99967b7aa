#include "codec/view_json.hpp"
#include "support/json_writer.hpp"
#include "support/terse.hpp"
#include "tundish/effect.hpp"

namespace tundish {

namespace {

void kind_member(JsonWriter& json, EffectKind kind) {
  json.key("kind");
  json.string(to_text(kind));
}

/// The members of an origin; all of them stand between `journey` and `max_attempts`.
void component_member(JsonWriter& json, const EffectOrigin& origin) {
  json.key("component");
  json.string(origin.component);
}

void origin_members(JsonWriter& json, const EffectOrigin& origin, EffectKind kind) {
  json.key("key");
  json.string(origin.key);
  kind_member(json, kind);
  json.key("layer");
  json.string(origin.layer);
}

void write(JsonWriter& json, const Say& say) {
  json.boolean_member("again", say.again);
  json.key("component");
  write_component(json, say.component);
  kind_member(json, EffectKind::say);
}

// The lean engine has none of these.
[[maybe_unused]] void write(JsonWriter& json, const EndpointCall& call) {
  component_member(json, call.origin);
  json.key("endpoint");
  json.string(call.endpoint);
  origin_members(json, call.origin, EffectKind::call);
  if (call.offline != OfflinePolicy::block) json.text_member("offline", to_text(call.offline));
  json.value_member("request", call.request);
  json.integer_member("retries", call.retries);
  json.integer_member("timeout_ms", call.timeout_ms);
}

[[maybe_unused]] void write(JsonWriter& json, const Authenticate& authenticate) {
  component_member(json, authenticate.origin);
  json.integer_member("expires_minutes", authenticate.expires_minutes);
  json.key("identity");
  json.string(authenticate.identity);
  origin_members(json, authenticate.origin, EffectKind::authenticate);
  json.integer_member("max_attempts", authenticate.max_attempts);
  json.integer_member("max_visits", authenticate.max_visits);
  json.key("method");
  json.string(to_text(authenticate.method));
}

[[maybe_unused]] void write(JsonWriter& json, const Send& send) {
  json.text_member("channel", send.channel);
  component_member(json, send.origin);
  json.value_member("data", send.data);
  json.text_member("journey", send.journey);
  origin_members(json, send.origin, EffectKind::send);
  json.text_member("text", send.text);
  json.text_member("to", send.to);
}

[[maybe_unused]] void write(JsonWriter& json, const Emit& emit) {
  component_member(json, emit.origin);
  json.value_member("data", emit.data);
  origin_members(json, emit.origin, EffectKind::emit);
  json.key("name");
  json.string(emit.name);
}

[[maybe_unused]] void write(JsonWriter& json, const Wait& wait) {
  component_member(json, wait.origin);
  origin_members(json, wait.origin, EffectKind::wait);
  json.key("until_ms");
  json.integer(wait.until_ms);
}

}  // namespace

std::string to_json(const Fact& fact) {
  JsonWriter json;
  json.begin_object();
  json.text_member("component", fact.component);
  json.key("kind");
  json.string(to_text(fact.kind));
  json.key("layer");
  json.string(fact.layer);
  json.text_member("name", fact.name);
  json.text_member("slug", fact.slug);
  json.text_member("variant", fact.variant);
  json.end_object();
  return json.take();
}

std::string to_json(const Effect& effect) {
  JsonWriter json;
  json.begin_object();
  if constexpr (kLean) {
    if (const Say* said = std::get_if<Say>(&effect)) write(json, *said);
  } else {
    std::visit([&json](const auto& one) { write(json, one); }, effect);
  }
  json.end_object();
  return json.take();
}

}  // namespace tundish
