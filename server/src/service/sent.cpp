#include "service/sent.hpp"

#include "service/deliveries.hpp"
#include "service/outbox.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr int kMostIntents = 1000000;

std::string message_of(const std::string& type, const std::string& key) {
  Occurrence occurrence;
  occurrence.type = type;
  occurrence.key = key;
  return message_id(occurrence);
}

}  // namespace

std::string message_of(const store::Intent& intent) {
  return message_of(intent.name, intent_key(intent));
}

std::optional<std::string> message_of(const store::Effect& effect) {
  if (effect.kind != to_text(EffectKind::emit)) return std::nullopt;
  const Result<Value> asked = parse_value(effect.text);
  const Value* name = asked ? asked->find("name") : nullptr;
  if (name == nullptr) return std::nullopt;
  return message_of(name->text(), effect.effect);
}

std::vector<store::Intent> intents_of(store::Reader& reader, const store::Session& session) {
  return reader.list_intents(log_of(session), kMostIntents);
}

}  // namespace tundish::service
