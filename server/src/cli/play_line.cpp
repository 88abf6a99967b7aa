#include "cli/play_line.hpp"

#include "cli/words.hpp"
#include "tundish/codec.hpp"
#include "tundish/session.hpp"

namespace tundish::cli {
namespace {

std::optional<EventInput> read_member(const Value::Member& member) {
  EventKind kind = EventKind::started;
  ReplyKind reply = ReplyKind::text;
  Value gesture;
  if (from_text(member.name, kind)) {
    gesture.set("kind", member.name);
    gesture.set("input", member.value);
  } else if (from_text(member.name, reply)) {
    gesture.set("kind", to_text(EventKind::replied));
    gesture.set("input", Value(Value::Object{member}));
  }
  return read_input(gesture);
}

Command command_of(std::string_view text) {
  const std::size_t end = text.find_first_of(" \t");
  Command command;
  command.name = text.substr(0, end);
  if (end != std::string_view::npos) command.rest = trimmed(text.substr(end));
  return command;
}

}  // namespace

Line read_line(std::string_view text) {
  Line line;
  const std::string_view words = trimmed(text);
  if (words.size() > 1 && words[0] == '/' && words[1] != '/') {
    line.command = command_of(words.substr(1));
    return line;
  }
  line.reply.text = words.substr(0, 2) == "//" ? words.substr(1) : text;
  if (words.substr(0, 1) != "{") return line;
  const Result<Value> value = parse_value(words);
  if (!value || value->object().size() != 1) return line;
  line.gesture = read_member(value->object().front());
  if (!line.gesture) return line;
  if (const auto* reply = std::get_if<Replied>(&*line.gesture)) {
    line.reply = *reply;
    line.gesture.reset();
  }
  return line;
}

std::optional<EventInput> read_input(const Value& gesture) {
  Value whole;
  whole.set("uid", std::string(32, '0'));
  whole.set("t_mono", 0);
  whole.set("t_wall", 0);
  for (const char* name : {"kind", "input"}) {
    if (const Value* member = gesture.find(name)) whole.set(name, *member);
  }
  Result<Gesture> read = parse_gesture(to_json(whole));
  if (!read) return std::nullopt;
  return std::move(read->input);
}

}  // namespace tundish::cli
