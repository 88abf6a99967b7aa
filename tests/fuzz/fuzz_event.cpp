// Bytes as a session on one of the known definitions, gesture by gesture, or as the text of a log
// or a state: advance is total, a refused event changes nothing, what is written is read back the
// same, and a replay is a fold.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/fuzzed_funnels.hpp"
#include "fuzz/playing.hpp"
#include "fuzz/random_gesture.hpp"
#include "fuzz/require.hpp"
#include "fuzz/text_seed.hpp"
#include "tundish/codec.hpp"

namespace tundish::fuzz {
namespace {

constexpr std::size_t kMostEvents = 200;

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

/// What is typed and answered in the fuzzer's own words.
EventInput worded_input(const View& view, Bytes& bytes) {
  switch (bytes.byte() % 5) {
    case 0:
      return Replied{ReplyKind::text, bytes.text(), {}};
    case 1:
      return Replied{ReplyKind::option, bytes.text(), {}};
    case 2:
      return Answered{some_slug(view, bytes), bytes.text()};
    case 3:
      return Answered{some_slug(view, bytes), static_cast<double>(bytes.byte()) / 4};
    default:
      return Pressed{bytes.text()};
  }
}

Gesture next_gesture(const Session& session, std::uint64_t number, Bytes& bytes) {
  const std::uint8_t first = bytes.byte();
  const std::int64_t at_ms = session.state.last_at_ms;
  if (first % 4 != 0) {
    testing::Random random(first * std::uint64_t{256} + bytes.byte());
    return random_gesture(session, number, at_ms, random);
  }
  Gesture gesture;
  gesture.input = worded_input(view(session.funnel, session.state), bytes);
  gesture.uid = testing::hex_id(number);
  gesture.t_wall = at_ms + 500 * (first / 4);
  return gesture;
}

void play_bytes(Bytes bytes) {
  const std::size_t which = bytes.byte() * std::size_t{256} + bytes.byte();
  const Funnel& funnel = fuzzed_funnels()[which % fuzzed_funnels().size()];
  const std::vector<Channel> channels = testing::playable_channels(funnel);
  const Channel channel = channels[bytes.byte() % channels.size()];
  testing::Random random(bytes.byte());
  Playing playing(funnel);
  require("every channel of the funnel can be begun",
          playing.make(random_beginning(funnel, channel, random)));
  for (std::uint64_t number = 1; !bytes.empty() && playing.log().size() < kMostEvents; ++number) {
    playing.make(next_gesture(playing.session(), number, bytes));
  }
  playing.check_log();
}

/// Makes the log's header one of a funnel, whichever it was written for.
const Funnel& fit(std::vector<Event>& events) {
  auto* header = std::get_if<Started>(&events.front().input);
  const std::vector<Funnel>& all = fuzzed_funnels();
  if (!header) return all.front();
  for (const Funnel& funnel : all) {
    if (funnel->structure == header->structure) return funnel;
  }
  const Funnel& funnel = all[seed_of(header->session) % all.size()];
  header->structure = funnel->structure;
  const Content* content = find_content(*funnel, header->language);
  if (!content) content = &funnel->content.front();
  header->language = content->language;
  header->release = content->release;
  return funnel;
}

void play_log(std::vector<Event> events) {
  for (const Event& event : events) {
    const Result<Event> read = parse_event(to_json(event));
    require("an event is read as it was written", read && *read == event);
  }
  if (events.empty()) return;
  const Funnel& funnel = fit(events);
  replay_verified(funnel, events);
  const Replay whole = replay(funnel, events);
  Transition fold;
  for (std::size_t i = 0; i < static_cast<std::size_t>(whole.accepted); ++i) {
    fold = i == 0 ? start(funnel, events[i]) : advance(funnel, std::move(fold.state), events[i]);
  }
  require("a replay is a fold", fold.state == whole.transition.state);
  if (whole.accepted == 0) return;
  const std::string state = to_json(funnel, fold.state);
  const Result<State> read = parse_state(funnel, state);
  require("a state is read as it was written", read && *read == fold.state);
  view(funnel, *read);
}

void read_text(const std::string& text) {
  if (const Result<std::vector<Event>> events = parse_events(text)) play_log(*events);
  if (const Result<Event> event = parse_event(text)) event_hash(*event);
  const Funnel& funnel = fuzzed_funnels()[seed_of(text) % fuzzed_funnels().size()];
  if (const Result<State> state = parse_state(funnel, text)) {
    view(funnel, *state);
    testing::Random random(seed_of(text));
    Session session{funnel, *state, {}};
    advance(funnel, *state, play(session, random_gesture(session, 7, 0, random)).event);
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
