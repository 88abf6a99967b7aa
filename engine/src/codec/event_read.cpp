#include "codec/event_read.hpp"

#include "codec/log_value.hpp"
#include "codec/object_reader.hpp"
#include "codec/started_json.hpp"
#include "support/pointer.hpp"
#include "tundish/codec.hpp"

namespace tundish {

namespace {

Diagnostics one(std::string code, std::string sentence) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.sentence = std::move(sentence);
  return {std::move(diagnostic)};
}

EventInput read_answered(ObjectReader& input) {
  Answered answered;
  answered.slug = input.text("slug");
  if (const Value* value = input.member("value", Presence::optional)) answered.value = *value;
  return answered;
}

FileReference read_file(ObjectReader& file) {
  FileReference reference;
  reference.media_type = file.text("media_type");
  reference.name = file.text("name");
  reference.sha256 = file.text("sha256", Presence::optional);
  reference.size = file.integer("size");
  file.finish();
  return reference;
}

EventInput read_replied(ObjectReader& input, Diagnostics& diagnostics) {
  Replied replied;
  const Value* text = input.member("text", Presence::optional);
  const Value* option = input.member("option", Presence::optional);
  const Value* file = input.member("file", Presence::optional);
  if ((text != nullptr) + (option != nullptr) + (file != nullptr) != 1) {
    input.fault("wrong_type", "text", {"A reply is exactly one of text, option and file."});
  } else if (text) {
    replied.text = input.text("text");
  } else if (option) {
    replied.kind = ReplyKind::option;
    replied.text = input.text("option");
  } else {
    replied.kind = ReplyKind::file;
    ObjectReader reader(*file, input.pointer_to("file"), diagnostics);
    replied.file = read_file(reader);
  }
  return replied;
}

EventInput read_closed(ObjectReader& input) {
  Closed closed;
  closed.reason = input.text("reason");
  return closed;
}

EventInput read_result(ObjectReader& input) {
  EffectResult result;
  if (const Value* data = input.member("data", Presence::optional)) result.data = *data;
  result.effect = input.text("effect");
  result.outcome = input.word("outcome", EffectOutcome::done);
  result.status = input.small_integer("status", Presence::optional);
  return result;
}

EventInput read_language_changed(ObjectReader& input) {
  LanguageChanged changed;
  changed.language = input.text("language");
  changed.release = input.text("release");
  return changed;
}

EventInput read_channel_changed(ObjectReader& input) {
  ChannelChanged changed;
  changed.channel = input.word("channel", Channel::web);
  changed.release = input.text("release");
  return changed;
}

}  // namespace

EventInput read_event_input(EventKind kind, const Value& value, const std::string& pointer,
                            Diagnostics& diagnostics) {
  ObjectReader input(value, pointer, diagnostics);
  EventInput read = WentBack{};
  switch (kind) {
    case EventKind::started:
      read = read_started(input, diagnostics);
      break;
    case EventKind::answered:
      read = read_answered(input);
      break;
    case EventKind::pressed:
      read = Pressed{input.text("button")};
      break;
    case EventKind::replied:
      read = read_replied(input, diagnostics);
      break;
    case EventKind::went_back:
      break;
    case EventKind::closed:
      read = read_closed(input);
      break;
    case EventKind::requested:
      read = Requested{input.text("component")};
      break;
    case EventKind::effect_result:
      read = read_result(input);
      break;
    case EventKind::language_changed:
      read = read_language_changed(input);
      break;
    case EventKind::channel_changed:
      read = read_channel_changed(input);
      break;
  }
  input.finish();
  return read;
}

Event read_event(const Value& value, const std::string& pointer, Diagnostics& diagnostics) {
  ObjectReader reader(value, pointer, diagnostics);
  Event event;
  event.c_seen = reader.integer("c_seen", 0, Presence::optional);
  event.hash = reader.text("hash");
  event.lane = reader.word("lane", Lane::c, Presence::optional);
  event.prev = reader.text("prev", Presence::optional);
  event.s_seen = reader.integer("s_seen", 0, Presence::optional);
  event.seq = reader.integer("seq");
  event.t_mono = reader.integer("t_mono");
  event.t_wall = reader.integer("t_wall");
  event.uid = reader.text("uid");
  const EventKind kind = reader.word("kind", EventKind::went_back);
  const Value* input = reader.member(
      "input", kind == EventKind::went_back ? Presence::optional : Presence::required);
  reader.finish();
  if (input) {
    event.input = read_event_input(kind, *input, reader.pointer_to("input"), diagnostics);
  } else {
    event.input = WentBack{};
  }
  return event;
}

std::vector<Event> read_events(const Value& list, const std::string& pointer,
                               Diagnostics& diagnostics) {
  std::vector<Event> events;
  if (!list.is_list()) {
    diagnostics = one("wrong_type", "A log is a list of events.");
    diagnostics.back().place.pointer = pointer;
    return events;
  }
  for (std::size_t i = 0; i < list.list().size(); ++i) {
    events.push_back(read_event(list.list()[i], child_pointer(pointer, i), diagnostics));
  }
  return events;
}

Result<Event> parse_event(std::string_view json) {
  if (json.size() > kMaxEventBytes) {
    return unexpected(one("too_large", "An event has at most 64 KiB."));
  }
  const Result<Value> value = parse_value(json);
  if (!value) return unexpected(value.error());
  return parse_event_value(*value);
}

Result<Event> parse_event_value(const Value& value) {
  Diagnostics diagnostics;
  Event event = read_event(value, "", diagnostics);
  if (has_errors(diagnostics)) return unexpected(std::move(diagnostics));
  return event;
}

Result<std::vector<Event>> parse_events(std::string_view json) {
  const Result<Value> value = parse_log_value(json);
  if (!value) return unexpected(value.error());
  Diagnostics diagnostics;
  std::vector<Event> events = read_events(*value, "", diagnostics);
  if (has_errors(diagnostics)) return unexpected(std::move(diagnostics));
  return events;
}

}  // namespace tundish
