#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/diagnostics_text.hpp"
#include "cli/play_run.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/parse.hpp"

namespace tundish::cli {
namespace {

struct PlayOptions {
  std::string file, channel, language, replies, events;
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

bool wants_input_twice(const PlayOptions& options) {
  const int from_input = (options.file == "-") + (options.replies == "-") + (options.events == "-");
  const bool typed = options.replies.empty() && options.events.empty() && options.file == "-";
  return from_input > 1 || typed;
}

ExitCode play_events(const PlayOptions& options, PlayRun& run) {
  const std::optional<std::string> text = read_text(options.events);
  return text ? run.play_events(options.events, *text) : ExitCode::usage;
}

ExitCode play_file(const PlayOptions& options) {
  if (wants_input_twice(options)) {
    std::cerr << "Standard input can give one thing: the definition, the replies or the events.\n";
    return ExitCode::usage;
  }
  ExitCode ended = ExitCode::done;
  const std::optional<Funnel> funnel = read_funnel(options.file, ended);
  if (!funnel) return ended;
  PlayRun run(*funnel, std::cout, options.json ? Shown::json : Shown::text);
  if (!options.events.empty()) return play_events(options, run);
  std::optional<Lines> lines = open_lines(options);
  if (!lines) return ExitCode::usage;
  return run.play_lines(options.language, options.channel, *lines);
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
                   "{\"went_back\":{}}");
  verb->add_option("--events", options->events, "A list of events instead of replies")
      ->excludes("--replies");
  verb->add_flag("--json", options->json, "Each view as a line of JSON, then {summary}");
  verb->callback([options, &exit_code] { exit_code = play_file(*options); });
}

}  // namespace tundish::cli
