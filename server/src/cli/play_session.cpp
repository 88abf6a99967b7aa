#include "cli/play_session.hpp"

#include <cstdio>

#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

constexpr const char* kSecret = "tundish play";
constexpr const char* kSeed = "000102030405060708090a0b0c0d0e0f";

std::string uid_of(std::int64_t number) {
  char text[33];
  std::snprintf(text, sizeof text, "%032llx", static_cast<unsigned long long>(number));
  return text;
}

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

}  // namespace

Transition PlaySession::start(const std::string& language, const std::string& channel) {
  const Definition& definition = *session_.funnel;
  Started header;
  header.session = sha256_hex(kSecret).substr(0, 32);
  header.structure = definition.structure;
  header.random_seed = kSeed;
  header.language = language.empty() ? definition.default_language : language;
  header.channel = definition.channel;
  from_text(channel, header.channel);
  if (const Content* content = find_content(definition, header.language)) {
    header.release = content->release;
  }
  return make(header);
}

Transition PlaySession::make(EventInput input) {
  Gesture gesture;
  gesture.input = std::move(input);
  gesture.uid = uid_of(gestures_);
  gesture.t_mono = gestures_ * 1000;
  gesture.t_wall = gesture.t_mono;
  ++gestures_;
  Transition transition = play(session_, gesture).transition;
  missing_ = transition.refused ? Missing::shown : Missing::hidden;
  if (transition.refused) refused_.push_back(*transition.refused);
  return transition;
}

Line read_line(const std::string& text) {
  Line line;
  line.reply.text = text;
  if (text.find_first_not_of(" \t") == text.find('{')) {
    const Result<Value> value = parse_value(text);
    if (value && value->object().size() == 1) line.gesture = read_member(value->object().front());
  }
  if (line.gesture) {
    if (const auto* reply = std::get_if<Replied>(&*line.gesture)) {
      line.reply = *reply;
      line.gesture.reset();
    }
  }
  return line;
}

std::optional<EventInput> read_input(const Value& gesture) {
  Value whole;
  whole.set("uid", uid_of(0));
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
