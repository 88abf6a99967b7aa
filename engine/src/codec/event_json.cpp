#include <algorithm>
#include <string>

#include "codec/started_json.hpp"
#include "support/json_writer.hpp"
#include "support/sha256.hpp"
#include "tundish/event.hpp"

namespace tundish {

namespace {

void write_input(JsonWriter& json, const Started& started) { write_started(json, started); }

void write_input(JsonWriter& json, const Answered& answered) {
  json.key("slug");
  json.string(answered.slug);
  if (answered.value.is_null()) return;
  json.key("value");
  json.value(answered.value);
}

void write_input(JsonWriter& json, const Pressed& pressed) {
  json.key("button");
  json.string(pressed.button);
}

void write_input(JsonWriter& json, const Replied& replied) {
  json.key(to_text(replied.kind));
  if (replied.kind != ReplyKind::file) return json.string(replied.text);
  json.begin_object();
  json.key("media_type");
  json.string(replied.file.media_type);
  json.key("name");
  json.string(replied.file.name);
  json.text_member("sha256", replied.file.sha256);
  json.key("size");
  json.integer(replied.file.size);
  json.end_object();
}

void write_input(JsonWriter& json, const Closed& closed) {
  json.key("reason");
  json.string(closed.reason);
}

void write_input(JsonWriter& json, const Requested& requested) {
  json.key("component");
  json.string(requested.component);
}

void write_input(JsonWriter& json, const EffectResult& result) {
  json.value_member("data", result.data);
  json.key("effect");
  json.string(result.effect);
  json.key("outcome");
  json.string(to_text(result.outcome));
  json.integer_member("status", result.status);
}

void write_input(JsonWriter& json, const LanguageChanged& changed) {
  json.key("language");
  json.string(changed.language);
  json.key("release");
  json.string(changed.release);
}

void write_input(JsonWriter& json, const ChannelChanged& changed) {
  json.key("channel");
  json.string(to_text(changed.channel));
  json.key("release");
  json.string(changed.release);
}

template <class Input>
void write_member(JsonWriter& json, const Input& input) {
  json.key("input");
  json.begin_object();
  write_input(json, input);
  json.end_object();
}

void write_member(JsonWriter&, const WentBack&) {}  // says nothing else

enum class WithHash { no, yes };

std::string event_json(const Event& event, WithHash with_hash) {
  JsonWriter json;
  json.begin_object();
  json.integer_member("c_seen", event.c_seen);
  if (with_hash == WithHash::yes) json.text_member("hash", event.hash);
  std::visit([&json](const auto& input) { write_member(json, input); }, event.input);
  json.key("kind");
  json.string(to_text(kind_of(event.input)));
  if (event.lane != Lane::c) json.text_member("lane", to_text(event.lane));
  json.text_member("prev", event.prev);
  json.integer_member("s_seen", event.s_seen);
  json.key("seq");
  json.integer(event.seq);
  json.key("t_mono");
  json.integer(event.t_mono);
  json.key("t_wall");
  json.integer(event.t_wall);
  json.key("uid");
  json.string(event.uid);
  json.end_object();
  return json.take();
}

}  // namespace

EventKind kind_of(const EventInput& input) {
  constexpr EventKind kKinds[] = {EventKind::started,          EventKind::answered,
                                  EventKind::pressed,          EventKind::replied,
                                  EventKind::went_back,        EventKind::closed,
                                  EventKind::requested,        EventKind::effect_result,
                                  EventKind::language_changed, EventKind::channel_changed};
  return kKinds[input.index()];
}

std::string to_json(const Event& event) { return event_json(event, WithHash::yes); }

std::string event_hash(const Event& event) {
  return Sha256().add("tundish:event:1\n").add(event_json(event, WithHash::no)).hex();
}

std::string seal(Event& event) {
  const std::string text = event_json(event, WithHash::no);
  event.hash = Sha256().add("tundish:event:1\n").add(text).hex();
  // `hash` is the first member; there are others behind it.
  std::string sealed = "{\"hash\":\"";
  return sealed.append(event.hash).append("\",").append(text, 1, text.npos);
}

std::string event_hash_of_text(std::string_view json) {
  // `{"hash":"<64 digits>",` comes first, in the server's lane behind `"c_seen":<number>,`.
  constexpr std::string_view kSeen = "{\"c_seen\":";
  constexpr std::string_view kHash = "\"hash\":\"";
  const bool has_seen = json.substr(0, kSeen.size()) == kSeen;
  const std::size_t begin = std::min(has_seen ? json.find(',') + 1 : 1, json.size());
  const std::size_t end = json.find(',', begin);
  const bool has_hash = json.substr(begin, kHash.size()) == kHash && end != json.npos;
  return Sha256()
      .add("tundish:event:1\n")
      .add(json.substr(0, begin))
      .add(json.substr(has_hash ? end + 1 : begin))
      .hex();
}

}  // namespace tundish
