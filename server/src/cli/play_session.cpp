#include "cli/play_session.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "cli/play_line.hpp"
#include "tundish/codec.hpp"
#include "tundish/why.hpp"

namespace tundish::cli {
namespace {

constexpr const char* kSecret = "tundish play";
constexpr const char* kSeed = "000102030405060708090a0b0c0d0e0f";
constexpr std::int64_t kSecond = 1000;

std::string uid_of(std::int64_t number) {
  char text[33];
  std::snprintf(text, sizeof text, "%032llx", static_cast<unsigned long long>(number));
  return text;
}

/// The header with what the host knows; a header that cannot be read is played as it is without.
Started with_known(const Started& header, const Value& known) {
  if (!known.is_object()) return header;
  Event event;
  event.uid = uid_of(0);
  event.input = header;
  Result<Value> written = parse_value(to_json(event));
  if (!written) return header;
  Value input = *written->find("input");
  for (const Value::Member& member : known.object()) input.set(member.name, member.value);
  written->set("input", input);
  const std::optional<EventInput> read = read_input(*written);
  return read ? std::get<Started>(*read) : header;
}

}  // namespace

std::string spoken_language(const Definition& definition, const std::string& wanted) {
  const Content* usual = find_content(definition, definition.default_language);
  const std::string& fallback = usual ? usual->language : definition.content.front().language;
  if (wanted.empty()) return fallback;
  const std::vector<std::string>& listed = definition.languages;
  std::string tag = wanted;
  while (true) {
    if (find_content(definition, tag)) return tag;
    if (std::find(listed.begin(), listed.end(), tag) != listed.end()) return fallback;
    const std::size_t end = tag.rfind('-');
    if (end == std::string::npos) return wanted;
    tag.resize(end);
  }
}

Transition PlaySession::start(const Beginning& beginning) {
  const Definition& definition = *session_.funnel;
  Started header;
  header.session = sha256_hex(kSecret).substr(0, 32);
  header.structure = definition.structure;
  header.random_seed = kSeed;
  header.language = spoken_language(definition, beginning.language);
  header.channel = definition.channel;
  from_text(beginning.channel, header.channel);
  if (const Content* content = find_content(definition, header.language)) {
    header.release = content->release;
  }
  clock_ms_ = beginning.at_ms;
  return make(with_known(header, beginning.known));
}

std::optional<Refused> PlaySession::resume(std::vector<Event> log) {
  Replay replay = replay_verified(session_.funnel, log);
  if (replay.transition.refused) return replay.transition.refused;
  session_ = session_after(session_.funnel, replay, log);
  log_ = std::move(log);
  clock_ms_ = session_.state.last_at_ms + kSecond;
  // Behind every number that a gesture of this log may have had, the refused ones too.
  for (const Event& event : log_) {
    const auto number = static_cast<std::int64_t>(std::strtoull(event.uid.c_str(), nullptr, 16));
    if (number >= gestures_) gestures_ = number + 1;
  }
  return std::nullopt;
}

Transition PlaySession::make(EventInput input, Lane lane) {
  Gesture gesture;
  gesture.input = std::move(input);
  gesture.uid = uid_of(gestures_++);
  gesture.t_mono = clock_ms_;
  gesture.t_wall = clock_ms_;
  gesture.lane = lane;
  clock_ms_ += kSecond;
  before_ = session_.state;
  Played played = play(session_, gesture);
  last_ = played.event;
  missing_ = played.transition.refused ? Missing::shown : Missing::hidden;
  if (played.transition.refused) {
    refused_.push_back(*played.transition.refused);
  } else {
    log_.push_back(std::move(played.event));
  }
  return std::move(played.transition);
}

Value::List PlaySession::reasons() const {
  if (last_.uid.empty()) return {};
  Why why;
  const bool is_header = std::holds_alternative<Started>(last_.input) && before_.events == 0;
  const Transition step = is_header ? tundish::start(session_.funnel, last_, why)
                                    : advance(session_.funnel, before_, last_, why);
  if (step.refused) why.refused(*step.refused);
  return why.entries();
}

}  // namespace tundish::cli
