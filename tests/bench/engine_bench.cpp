/// How fast the engine parses, plays, replays and shows on this machine: one line per verb.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/session.hpp"

namespace {

using tundish::Event;
using tundish::EventInput;
using tundish::Funnel;

constexpr std::string_view kDefinition = R"({
  "tundish": 1, "slug": "bench", "title": "Bench",
  "layers": [
    {"id": "hello", "type": "start", "components": [
      {"id": "name", "type": "input", "input_type": "text", "slug": "name", "mandatory": true,
       "label": "What is your name?", "min_length": 2, "max_length": 80},
      {"id": "email", "type": "input", "input_type": "text", "appearance": "email",
       "slug": "email", "label": "Where can we write to you?"},
      {"id": "go", "type": "button", "kind": "jump", "text": "Go on", "target": "size"}]},
    {"id": "size", "type": "intermediate", "components": [
      {"id": "greeting", "type": "message", "text": "Nice to meet you, {{name}}."},
      {"id": "people", "type": "input", "input_type": "numeric", "appearance": "integer",
       "slug": "people", "mandatory": true, "label": "How many are you?", "min": 1, "max": 5000},
      {"id": "plan", "type": "input", "input_type": "choice", "slug": "plan", "mandatory": true,
       "label": "Which plan?", "options": [
         {"value": "small", "title": "Small", "score": 1},
         {"value": "large", "title": "Large", "score": 3}]},
      {"id": "go", "type": "button", "kind": "jump", "text": "Go on", "target": "thanks",
       "jumps": [{"target": "talk", "conditions": [
         {"slug": "people", "operator": ">=", "value": 100},
         {"slug": "plan", "operator": "==", "value": "large"}]}]}]},
    {"id": "talk", "type": "intermediate", "components": [
      {"id": "phone", "type": "input", "input_type": "text", "appearance": "phone",
       "slug": "phone", "mandatory": true, "label": "Your number, {{name}}?"},
      {"id": "consent", "type": "input", "input_type": "boolean", "slug": "consent",
       "mandatory": true, "label": "May we call you?"},
      {"id": "go", "type": "button", "kind": "jump", "text": "Go on", "target": "thanks"}]},
    {"id": "thanks", "type": "result", "components": [
      {"id": "bye", "type": "message", "text": "Thank you {{name}}: {{reference_code}}"}]}]
})";

[[noreturn]] void fail(const char* why) {
  std::fprintf(stderr, "tundish_bench: %s\n", why);
  std::exit(1);
}

std::vector<EventInput> visitor(const Funnel& funnel) {
  tundish::Started started;
  started.session = std::string(32, 'a');
  started.release = funnel->content.front().release;
  started.structure = funnel->structure;
  started.random_seed = std::string(32, 'b');
  started.language = funnel->default_language;
  using tundish::Answered;
  using tundish::Pressed;
  using tundish::Value;
  return {started,
          Answered{"name", Value("Ada Lovelace")},
          Answered{"email", Value("ada@example.com")},
          Pressed{"go"},
          Answered{"people", Value(250.0)},
          Answered{"plan", Value("large")},
          Pressed{"go"},
          Answered{"phone", Value("+49 170 1234567")},
          Answered{"consent", Value(true)},
          Pressed{"go"}};
}

/// The log of one visitor; ends the program when the engine refuses a step of it.
std::vector<Event> record(const Funnel& funnel) {
  tundish::Session session{funnel, {}, {}};
  std::vector<Event> log;
  for (EventInput& input : visitor(funnel)) {
    const auto number = static_cast<std::int64_t>(log.size());
    std::string uid = std::string(31, '0') + static_cast<char>('0' + number);
    tundish::Gesture gesture{std::move(input), std::move(uid), number * 1000,
                             1760000000000 + number * 1000};
    tundish::Played played = tundish::play(session, gesture);
    if (played.transition.refused) fail(played.transition.refused->sentence.c_str());
    log.push_back(std::move(played.event));
  }
  if (session.state.status != tundish::SessionStatus::completed) fail("the visit did not complete");
  return log;
}

/// Runs `work` for about a second and prints how many `what` it did; `work` answers how many at
/// once.
template <class Work>
void measure(const char* what, Work work) {
  using Clock = std::chrono::steady_clock;
  std::size_t done = work();  // warm
  done = 0;
  const Clock::time_point began = Clock::now();
  double seconds = 0;
  while (seconds < 1) {
    done += work();
    seconds = std::chrono::duration<double>(Clock::now() - began).count();
  }
  const double count = static_cast<double>(done);
  std::printf("%-36s %12.0f /s %10.2f us each\n", what, count / seconds, seconds / count * 1e6);
}

}  // namespace

int main() {
  const tundish::Result<Funnel> parsed = tundish::parse_funnel(kDefinition);
  if (!parsed) {
    std::fprintf(stderr, "%s\n", tundish::to_json(parsed.error()).c_str());
    fail("the definition does not parse");
  }
  const Funnel& funnel = *parsed;
  const std::vector<Event> log = record(funnel);
  const tundish::State end = tundish::replay(funnel, log).transition.state;

  measure("definitions parsed", [&] { return tundish::parse_funnel(kDefinition) ? 1U : 0U; });
  measure("events played (sealed, in sessions)", [&] { return record(funnel).size(); });
  measure("events replayed",
          [&] { return tundish::replay(funnel, log).accepted > 0 ? log.size() : 0; });
  measure("events verified (hashes too)",
          [&] { return tundish::replay_verified(funnel, log).accepted > 0 ? log.size() : 0; });
  measure("views made and written",
          [&] { return tundish::to_json(tundish::view(funnel, end)).empty() ? 0U : 1U; });
  measure("states hashed", [&] { return tundish::state_hash(funnel, end).empty() ? 0U : 1U; });
  return 0;
}
