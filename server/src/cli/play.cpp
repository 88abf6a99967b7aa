#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/diagnostics_text.hpp"
#include "cli/play_run.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "cli/words.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::cli {
namespace {

struct PlayOptions {
  std::string file, channel, language, replies, events, log, known, at;
  bool json = false;
};

std::optional<Funnel> read_funnel(const std::string& file, ExitCode& ended) {
  ended = ExitCode::usage;
  const std::optional<std::string> text = read_text(file);
  if (!text) return std::nullopt;
  Result<Funnel> funnel = parse_funnel(*text);
  if (funnel) return *funnel;
  print_diagnostics(std::cerr, file, funnel.error());
  ended = ExitCode::findings;
  return std::nullopt;
}

/// Where the lines come from: `--replies`, else standard input, by hand when it is a terminal.
std::optional<Lines> open_lines(const PlayOptions& options) {
  if (options.replies.empty()) {
    return Lines(std::cin, isatty(STDIN_FILENO) == 1 ? Typing::by_hand : Typing::recorded);
  }
  const std::optional<std::string> text = read_text(options.replies);
  if (!text) return std::nullopt;
  return Lines(*text);
}

/// Whether it holds nothing but what a host may know.
bool is_known(const Value& known) {
  const auto is_one = [](const Value::Member& member) {
    constexpr std::array<std::string_view, 5> kNames{"initial", "device", "contact", "prior",
                                                     "auth"};
    return member.value.is_object() &&
           std::find(kNames.begin(), kNames.end(), member.name) != kNames.end();
  };
  return known.is_object() && std::all_of(known.object().begin(), known.object().end(), is_one);
}

bool wants_input_twice(const PlayOptions& options) {
  const int from_input = (options.file == "-") + (options.replies == "-") + (options.events == "-");
  const bool typed = options.replies.empty() && options.events.empty() && options.file == "-";
  return from_input > 1 || typed;
}

/// Milliseconds since 1970 of `2026-01-31T09:30`, with seconds or without, in UTC.
std::optional<std::int64_t> read_time(const std::string& text) {
  for (const char* form : {"%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d"}) {
    std::tm time = {};
    std::istringstream stream(text);
    stream >> std::get_time(&time, form);
    std::string rest;
    if (stream.fail()) continue;
    stream >> rest;
    if (rest.empty() || rest == "Z") return std::int64_t{timegm(&time)} * 1000;
  }
  return std::nullopt;
}

/// How the session begins; nothing when the command line cannot be read.
std::optional<Beginning> read_beginning(const PlayOptions& options) {
  Beginning beginning;
  beginning.language = options.language;
  beginning.channel = options.channel;
  if (!options.at.empty()) {
    const std::optional<std::int64_t> at_ms = read_time(options.at);
    if (!at_ms) {
      std::cerr << "--at wants a time in UTC such as 2026-01-31T09:30.\n";
      return std::nullopt;
    }
    beginning.at_ms = *at_ms;
  }
  if (options.known.empty()) return beginning;
  const bool is_json = trimmed(options.known).substr(0, 1) == "{";
  const std::optional<std::string> text =
      is_json ? std::optional<std::string>(options.known) : read_text(options.known);
  if (!text) return std::nullopt;
  const Result<Value> known = parse_value(*text);
  if (!known || !is_known(*known)) {
    std::cerr << "--known wants an object with members of: initial device contact prior auth.\n";
    return std::nullopt;
  }
  beginning.known = *known;
  return beginning;
}

ExitCode play_file(const PlayOptions& options) {
  if (wants_input_twice(options)) {
    std::cerr << "Standard input can give one thing: the definition, the replies or the events.\n";
    return ExitCode::usage;
  }
  ExitCode ended = ExitCode::done;
  const std::optional<Funnel> funnel = read_funnel(options.file, ended);
  if (!funnel) return ended;
  const std::optional<Beginning> beginning = read_beginning(options);
  if (!beginning) return ExitCode::usage;
  PlayRun run(*funnel, std::cout, options.json ? Shown::json : Shown::text, options.log);
  if (!options.events.empty()) {
    const std::optional<std::string> text = read_text(options.events);
    return text ? run.play_events(*beginning, options.events, *text) : ExitCode::usage;
  }
  std::optional<Lines> lines = open_lines(options);
  if (!lines) return ExitCode::usage;
  return run.play_lines(*beginning, *lines);
}

}  // namespace

void add_play(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<PlayOptions>();
  CLI::App* verb = app.add_subcommand("play", "Plays a definition in the terminal");
  verb->add_option("FILE", options->file, "The definition; - is standard input")->required();
  verb->add_option("--channel", options->channel, "web, whatsapp, web_chat or sms")
      ->check(CLI::IsMember({"web", "whatsapp", "web_chat", "sms"}));
  verb->add_option("--language", options->language, "Default: the definition's");
  verb->add_option("--replies", options->replies,
                   "A reply a line: words, {\"option\":…}, {\"file\":{…}} or a gesture such as "
                   "{\"went_back\":{}}; /help lists the commands");
  verb->add_option("--events", options->events, "A list of events instead of replies")
      ->excludes("--replies");
  verb->add_option("--log", options->log,
                   "Keeps the session in this file, and goes on where its log ends");
  verb->add_option("--known", options->known,
                   "What the host knows, as JSON or its file: initial device contact prior auth");
  verb->add_option("--at", options->at, "When it begins, in UTC: 2026-01-31T09:30; else 1970");
  verb->add_flag("--json", options->json, "Each view as a line of JSON, then {summary}");
  verb->callback([options, &exit_code] { exit_code = play_file(*options); });
}

}  // namespace tundish::cli
