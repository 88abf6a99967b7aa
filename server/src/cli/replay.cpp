#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/diagnostics_text.hpp"
#include "cli/session_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/advance.hpp"
#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/why.hpp"

namespace tundish::cli {
namespace {

struct ReplayOptions {
  std::string release, log;
  bool json = false;
  bool why = false;
};

template <class T>
bool is_readable(const std::string& file, const Result<T>& result) {
  if (!result) print_diagnostics(std::cerr, file, result.error());
  return result.has_value();
}

/// The events of a log; what is wrong with it is told with line, column and pointer, because logs
/// often are one long line.
Result<std::vector<Event>> read_log(const std::string& text) {
  Result<std::vector<Event>> events = parse_events(text);
  if (events) return events;
  locate_in_log(events.error(), text);
  for (Diagnostic& one : events.error()) {
    if (!one.place.pointer.empty()) one.sentence = "At " + one.place.pointer + ": " + one.sentence;
  }
  return events;
}

/// Why every event led where it led, up to the one that was refused, which has the last word.
Value::List reasons(const Funnel& funnel, const std::vector<Event>& events, const Replay& replay) {
  Value::List all;
  State state;
  for (std::size_t i = 0; i < events.size() && i <= static_cast<std::size_t>(replay.accepted);
       ++i) {
    Why why;
    Transition step =
        i == 0 ? start(funnel, events[i], why) : advance(funnel, state, events[i], why);
    state = std::move(step.state);
    Value one;
    one.set("index", static_cast<double>(i));
    one.set("kind", to_text(kind_of(events[i].input)));
    one.set("why", why.entries());
    all.push_back(std::move(one));
  }
  return all;
}

Value refusal_value(const Event& event, const Replay& replay) {
  const Refused& refused = *replay.transition.refused;
  Value value;
  value.set("index", static_cast<double>(replay.accepted));
  value.set("kind", to_text(kind_of(event.input)));
  value.set("code", to_text(refused.code));
  value.set("sentence", refused.sentence);
  if (!refused.pointer.empty()) value.set("pointer", refused.pointer);
  return value;
}

void print_json(const Funnel& funnel, const std::vector<Event>& events, const Replay& replay,
                const ReplayOptions& options) {
  const State& state = replay.transition.state;
  Value result = summarize(funnel, state);
  result.set("accepted", static_cast<double>(replay.accepted));
  if (replay.accepted > 0) {
    result.set("score", score(funnel, state));
    result.set("state_hash", state_hash(funnel, state));
  }
  if (replay.transition.refused) {
    const Event& event = events[static_cast<std::size_t>(replay.accepted)];
    result.set("refused", refusal_value(event, replay));
  }
  if (options.why) result.set("why", reasons(funnel, events, replay));
  std::cout << to_json(result) << "\n";
}

void print_reasons(const Funnel& funnel, const std::vector<Event>& events, const Replay& replay) {
  for (const Value& event : reasons(funnel, events, replay)) {
    std::cout << "event " << event.find("index")->number() << " (" << event.find("kind")->text()
              << ")\n";
    for (const Value& entry : event.find("why")->list())
      std::cout << "  " << to_json(entry) << "\n";
  }
}

void print_text(const Funnel& funnel, const std::vector<Event>& events, const Replay& replay) {
  const State& state = replay.transition.state;
  if (replay.accepted > 0) {
    print_summary(std::cout, funnel, state);
    std::cout << "events  " << replay.accepted << "\n"
              << "state   " << state_hash(funnel, state) << "\n";
  }
  if (!replay.transition.refused) return;
  const Event& event = events[static_cast<std::size_t>(replay.accepted)];
  std::cout << "refused event " << replay.accepted << " (" << to_text(kind_of(event.input)) << ") "
            << refusal_text(*replay.transition.refused) << "\n";
}

ExitCode replay_log(const ReplayOptions& options) {
  const std::optional<std::string> release = read_text(options.release);
  const std::optional<std::string> log = release ? read_text(options.log) : std::nullopt;
  if (!log) return ExitCode::usage;
  const Result<Funnel> funnel = parse_funnel(*release);
  const Result<std::vector<Event>> events = read_log(*log);
  const bool readable = is_readable(options.release, funnel);
  if (!is_readable(options.log, events) || !readable) return ExitCode::findings;
  if (events->empty()) {
    std::cerr << options.log << ": The log has no events.\n";
    return ExitCode::findings;
  }
  const Replay replay = replay_verified(*funnel, *events);
  if (options.json) {
    print_json(*funnel, *events, replay, options);
  } else {
    if (options.why) print_reasons(*funnel, *events, replay);
    print_text(*funnel, *events, replay);
  }
  return replay.transition.refused ? ExitCode::findings : ExitCode::done;
}

}  // namespace

void add_replay(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<ReplayOptions>();
  CLI::App* verb = app.add_subcommand(
      "replay", "Verifies a session's log: where it ends, or the first event that is refused");
  verb->add_option("RELEASE", options->release, "The release that was played")->required();
  verb->add_option("LOG", options->log, "A list of events; - is standard input")->required();
  verb->add_flag("--why", options->why,
                 "Also every condition with what it read, each way, skip, autofill and refusal");
  verb->add_flag("--json", options->json, "One object instead of lines");
  verb->callback([options, &exit_code] {
    if (options->release == "-" && options->log == "-") {
      std::cerr << "Only one of the two can come from standard input.\n";
      exit_code = ExitCode::usage;
      return;
    }
    exit_code = replay_log(*options);
  });
}

}  // namespace tundish::cli
