// Bytes as a session on one of the valid definitions, gesture by gesture, or as the text of a log:
// advance is total, a refused event changes nothing, and what is written is read back the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/require.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/session.hpp"
#include "tundish/view.hpp"
#include "unit/random_play.hpp"

namespace tundish::fuzz {
namespace {

/// The texts of the files of a folder of tests, in the order of their names.
std::vector<std::string> texts_in(const char* folder) {
  std::vector<std::filesystem::path> paths;
  const std::filesystem::path tests = std::filesystem::path(TUNDISH_SOURCE_DIR) / "tests";
  for (const auto& entry : std::filesystem::directory_iterator(tests / folder)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const std::filesystem::path& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return texts;
}

/// The valid definitions, and those of the scenarios in which the server has a part.
const std::vector<Funnel>& funnels() {
  static const std::vector<Funnel> all = [] {
    std::vector<Funnel> read;
    for (const std::string& text : texts_in("definitions/valid")) {
      if (Result<Funnel> funnel = parse_funnel(text)) read.push_back(*funnel);
    }
    for (const char* folder :
         {"scenarios/actions", "scenarios/auth", "scenarios/changes", "scenarios/effects"}) {
      for (const std::string& text : texts_in(folder)) {
        const Result<Value> scenario = parse_value(text);
        const Value* definition = scenario ? scenario->find("definition") : nullptr;
        if (!definition) continue;
        if (Result<Funnel> funnel = parse_funnel(to_json(*definition))) read.push_back(*funnel);
      }
    }
    require("there are valid definitions", !read.empty());
    return read;
  }();
  return all;
}

/// The fuzzer's bytes, taken from the front; zeros when they have run out.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  bool empty() const { return size_ == 0; }
  std::uint8_t byte() {
    if (size_ == 0) return 0;
    --size_;
    return *data_++;
  }
  /// Printable ASCII: events hold valid UTF-8 because their reader refuses the rest.
  std::string text() {
    std::string text(byte() % 24, ' ');
    for (char& c : text) c = static_cast<char>(' ' + byte() % 95);
    return text;
  }
  std::string rest() { return std::string(reinterpret_cast<const char*>(data_), size_); }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
};

/// A slug that is on the screen, or anything.
std::string some_slug(const View& view, Bytes& bytes) {
  const std::size_t at = bytes.byte() % (view.components.size() + 1);
  return at < view.components.size() ? view.components[at].slug : bytes.text();
}

/// The result of an effect that is awaited, or of anything.
EffectResult some_result(const State& state, Bytes& bytes) {
  EffectResult result;
  const std::size_t at = bytes.byte() % (state.pending.size() + 1);
  result.effect = at < state.pending.size() ? state.pending[at].key : bytes.text();
  result.outcome = static_cast<EffectOutcome>(bytes.byte() % 4);
  result.status = bytes.byte();
  if (Result<Value> data = parse_value(bytes.text())) result.data = *data;
  return result;
}

Requested some_request(const Funnel& funnel, const State& state, Bytes& bytes) {
  const auto& components = funnel->layers[static_cast<std::size_t>(state.layer)].components;
  const std::size_t at = bytes.byte() % (components.size() + 1);
  return Requested{at < components.size() ? components[at].id : bytes.text()};
}

LanguageChanged some_language(const Funnel& funnel, Bytes& bytes) {
  const Content& content = funnel->content[bytes.byte() % funnel->content.size()];
  return LanguageChanged{content.language, bytes.byte() % 8 == 0 ? "" : content.release};
}

/// What only sessions with a server have.
EventInput next_of_server(const Session& session, Bytes& bytes) {
  const Funnel& funnel = session.funnel;
  switch (bytes.byte() % 4) {
    case 0:
      return some_request(funnel, session.state, bytes);
    case 1:
      return some_language(funnel, bytes);
    case 2:
      return ChannelChanged{funnel->channels[bytes.byte() % funnel->channels.size()],
                            session.state.header.release};
    default:
      return some_result(session.state, bytes);
  }
}

EventInput next_input(const View& view, Bytes& bytes) {
  switch (bytes.byte() % 8) {
    case 0:
      return Replied{ReplyKind::text, bytes.text(), {}};
    case 1:
      return Replied{ReplyKind::option, bytes.text(), {}};
    case 2:
      return Answered{some_slug(view, bytes), bytes.text()};
    case 3:
      return Answered{some_slug(view, bytes), static_cast<double>(bytes.byte()) / 4};
    case 4:
      return Pressed{bytes.text()};
    default:
      break;
  }
  testing::Random random(static_cast<std::uint64_t>(bytes.byte()) * 256 + bytes.byte());
  return testing::random_input(view, random);
}

void check_state(const Session& session) {
  const Result<State> read = parse_state(session.funnel, to_json(session.funnel, session.state));
  require("a state is read as it was written", read && *read == session.state);
}

/// Plays one gesture; true when it was accepted.
bool make(Session& session, const Gesture& gesture, std::vector<Event>& log) {
  const State before = session.state;
  const Played played = play(session, gesture);
  require("a step is JSON", parse_value(to_json(session, played)).has_value());
  if (played.transition.refused) {
    require("a refused event changes nothing", session.state == before);
    require("a refusal has a sentence", !played.transition.refused->sentence.empty());
    return false;
  }
  const Result<Event> read = parse_event(to_json(played.event));
  require("an event is read as it was written", read && *read == played.event);
  check_state(session);
  log.push_back(played.event);
  return true;
}

void play_bytes(Bytes bytes) {
  const Funnel& funnel = funnels()[bytes.byte() % funnels().size()];
  const std::vector<Channel> channels = testing::playable_channels(funnel);
  const Channel channel = channels[bytes.byte() % channels.size()];
  testing::Random random(bytes.byte());
  Session session{funnel, {}, {}};
  std::vector<Event> log;
  require("every channel of the funnel can be begun",
          make(session, testing::random_header(funnel, channel, random), log));
  std::uint64_t number = 1;
  std::int64_t clock_ms = log.front().t_wall;
  while (!bytes.empty() && log.size() < 200) {
    Gesture gesture;
    const std::uint8_t whose = bytes.byte();
    gesture.input = whose % 4 == 0 ? next_of_server(session, bytes)
                                   : next_input(view(funnel, session.state), bytes);
    if (whose % 8 == 4 || whose % 32 == 1) gesture.lane = Lane::s;
    gesture.uid = testing::hex_id(number++);
    clock_ms += 500 * (whose / 8);
    gesture.t_wall = clock_ms;
    make(session, gesture, log);
  }
  const Replay again = replay_verified(funnel, log);
  require("an accepted log replays to the same state",
          !again.transition.refused && again.transition.state == session.state);
}

void read_text(const std::string& text) {
  if (const Result<std::vector<Event>> events = parse_events(text)) {
    for (const Event& event : *events) {
      const Result<Event> read = parse_event(to_json(event));
      require("an event is read as it was written", read && *read == event);
    }
    for (const Funnel& funnel : funnels()) replay_verified(funnel, *events);
  }
  if (const Result<Event> event = parse_event(text)) event_hash(*event);
  if (const Result<State> state = parse_state(funnels().front(), text)) {
    view(funnels().front(), *state);
  }
}

}  // namespace
}  // namespace tundish::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tundish::fuzz::Bytes bytes(data, size);
  if (size > 0 && (data[0] == '[' || data[0] == '{')) {
    tundish::fuzz::read_text(bytes.rest());
  } else {
    tundish::fuzz::play_bytes(bytes);
  }
  return 0;
}
