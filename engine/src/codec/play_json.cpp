#include "codec/event_read.hpp"
#include "codec/object_reader.hpp"
#include "support/json_writer.hpp"
#include "tundish/codec.hpp"
#include "tundish/session.hpp"

namespace tundish {

namespace {

template <class Item>
void list_member(JsonWriter& json, std::string_view name, const std::vector<Item>& items) {
  json.key(name);
  json.begin_list();
  for (const Item& item : items) json.raw(to_json(item));
  json.end_list();
}

void refused_member(JsonWriter& json, const std::optional<Refused>& refused) {
  if (!refused) return;
  json.key("refused");
  json.raw(to_json(*refused));
}

}  // namespace

Result<Gesture> parse_gesture(std::string_view json) {
  const Result<Value> value = parse_value(json);
  if (!value) return unexpected(value.error());
  Diagnostics diagnostics;
  ObjectReader reader(*value, "", diagnostics);
  Gesture gesture;
  gesture.lane = reader.word("lane", Lane::c, Presence::optional);
  if (reader.member("s_seen", Presence::optional)) gesture.s_seen = reader.integer("s_seen");
  gesture.t_mono = reader.integer("t_mono");
  gesture.t_wall = reader.integer("t_wall");
  gesture.uid = reader.text("uid");
  const EventKind kind = reader.word("kind", EventKind::went_back);
  const Presence presence = kind == EventKind::went_back ? Presence::optional : Presence::required;
  const Value* input = reader.member("input", presence);
  reader.finish();
  gesture.input = WentBack{};
  if (input) gesture.input = read_event_input(kind, *input, "/input", diagnostics);
  if (has_errors(diagnostics)) return unexpected(std::move(diagnostics));
  return gesture;
}

std::string to_json(const Session& session, const Played& played) {
  const Transition& transition = played.transition;
  JsonWriter json;
  json.begin_object();
  list_member(json, "effects", transition.effects);
  if (!transition.refused) {
    json.key("event");
    json.raw(played.text);
  }
  list_member(json, "facts", transition.facts);
  refused_member(json, transition.refused);
  json.key("view");
  const Missing missing = transition.refused ? Missing::shown : Missing::hidden;
  json.raw(to_json(view(session.funnel, transition.state, missing)));
  json.end_object();
  return json.take();
}

std::string to_json(const Funnel& funnel, const Replay& replay) {
  JsonWriter json;
  json.begin_object();
  json.key("accepted");
  json.integer(replay.accepted);
  list_member(json, "effects", replay.transition.effects);
  list_member(json, "facts", replay.transition.facts);
  refused_member(json, replay.transition.refused);
  json.key("view");
  json.raw(to_json(view(funnel, replay.transition.state)));
  json.end_object();
  return json.take();
}

}  // namespace tundish
