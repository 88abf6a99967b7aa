#include "codec/started_json.hpp"

namespace tundish {

void authentication_member(JsonWriter& json, std::string_view name,
                           const std::optional<Authentication>& authentication) {
  if (!authentication) return;
  json.key(name);
  json.begin_object();
  json.text_member("contact", authentication->contact);
  json.key("method");
  json.string(authentication->method);
  json.end_object();
}

std::optional<Authentication> read_authentication(ObjectReader& reader, std::string_view name,
                                                  Diagnostics& diagnostics) {
  const Value* value = reader.member(name, Presence::optional);
  if (!value) return std::nullopt;
  ObjectReader inner(*value, reader.pointer_to(name), diagnostics);
  Authentication authentication;
  authentication.contact = inner.text("contact", Presence::optional);
  authentication.method = inner.text("method");
  if (authentication.method.empty()) inner.fault("too_short", "method", {"This is empty."});
  inner.finish();
  return authentication;
}

Value read_values(ObjectReader& reader, std::string_view name) {
  const Value* value = reader.member(name, Presence::optional);
  if (!value) return {};
  if (!value->is_object()) reader.fault("wrong_type", name, {"This must be an object."});
  return value->object().empty() ? Value() : *value;
}

void write_started(JsonWriter& json, const Started& started) {
  authentication_member(json, "auth", started.auth);
  json.key("channel");
  json.string(to_text(started.channel));
  json.value_member("contact", started.contact);
  json.value_member("device", started.device);
  json.value_member("initial", started.initial);
  json.key("language");
  json.string(started.language);
  json.value_member("prior", started.prior);
  json.key("random_seed");
  json.string(started.random_seed);
  json.key("release");
  json.string(started.release);
  json.key("rules");
  json.integer(started.rules);
  json.key("session");
  json.string(started.session);
  json.key("structure");
  json.string(started.structure);
}

Started read_started(ObjectReader& input, Diagnostics& diagnostics) {
  Started started;
  started.auth = read_authentication(input, "auth", diagnostics);
  started.channel = input.word("channel", Channel::web);
  started.contact = read_values(input, "contact");
  started.device = read_values(input, "device");
  started.initial = read_values(input, "initial");
  started.language = input.text("language");
  started.prior = read_values(input, "prior");
  started.random_seed = input.text("random_seed");
  started.release = input.text("release");
  started.rules = input.small_integer("rules");
  started.session = input.text("session");
  started.structure = input.text("structure");
  return started;
}

}  // namespace tundish
