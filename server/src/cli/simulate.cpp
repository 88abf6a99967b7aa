#include "tundish/simulate.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "cli/diagnostics_text.hpp"
#include "cli/simulation_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/analyze.hpp"
#include "tundish/parse.hpp"

namespace tundish::cli {
namespace {

struct Options {
  std::string file, visitors, channel, language;
  SimulateOptions simulate;
  bool json = false;
};

/// Findings of the description of visitors stand in its file; those of words of the command line
/// in none.
ExitCode complain(const std::string& file, Diagnostics findings, const std::string& text) {
  locate(findings, text);
  print_diagnostics(std::cerr, file, findings);
  return ExitCode::usage;
}

/// Reads the description of visitors into the options; false, with the reason said, when it cannot.
bool read_visitors(Options& options, std::string& text) {
  if (options.visitors.empty()) return true;
  const std::optional<std::string> read = read_text(options.visitors);
  if (!read) return false;
  text = *read;
  Result<Visitors> visitors = parse_visitors(text);
  if (!visitors) {
    complain(options.visitors, visitors.error(), text);
    return false;
  }
  options.simulate.visitors = std::move(*visitors);
  return true;
}

/// The words `--channel` and `--language` have the last word.
void apply_words(Options& options) {
  Channel channel = Channel::web;
  Visitors& visitors = options.simulate.visitors;
  if (from_text(options.channel, channel)) visitors.channels = {{channel, 1.0}};
  if (!options.language.empty()) visitors.languages = {{options.language, 1.0}};
}

/// What the options name and the funnel has not, with the place in the description if it is there.
ExitCode refuse(const Options& options, Diagnostics findings, const std::string& text) {
  constexpr std::string_view kVisitors = "/visitors";
  for (Diagnostic& one : findings) {
    std::string& pointer = one.place.pointer;
    const bool is_within = pointer.compare(0, kVisitors.size(), kVisitors) == 0;
    if (is_within) pointer.erase(0, kVisitors.size());
  }
  return complain(options.visitors.empty() ? options.file : options.visitors, std::move(findings),
                  text);
}

ExitCode simulate_file(Options options) {
  if (options.file == "-" && options.visitors == "-") {
    std::cerr << "Only one of the two can come from standard input.\n";
    return ExitCode::usage;
  }
  const std::optional<std::string> text = read_text(options.file);
  if (!text) return ExitCode::usage;
  const Result<Funnel> funnel = parse_funnel(*text);
  if (!funnel) {
    print_diagnostics(std::cerr, options.file, funnel.error());
    return ExitCode::findings;
  }
  std::string described;
  if (!read_visitors(options, described)) return ExitCode::usage;
  apply_words(options);
  Diagnostics findings = check_simulation(*funnel, options.simulate);
  if (!findings.empty()) return refuse(options, std::move(findings), described);
  const Simulation simulation = simulate(*funnel, options.simulate);
  if (options.json) {
    std::cout << to_json(simulation) << "\n";
  } else {
    print_simulation(std::cout, simulation);
  }
  return ExitCode::done;
}

}  // namespace

void add_simulate(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<Options>();
  SimulateOptions& simulate = options->simulate;
  CLI::App* verb = app.add_subcommand(
      "simulate", "Plays random visitors through a definition: where they go, stop and never come");
  verb->add_option("FILE", options->file, "The definition; - is standard input")->required();
  verb->add_option("--sessions", simulate.sessions, "How many visitors come; default: 1000")
      ->check(CLI::Range(std::int64_t{0}, kMaxSimulatedSessions));
  verb->add_option("--seed", simulate.seed, "The same seed gives the same visitors; default: 1");
  verb->add_option("--steps", simulate.steps, "Gestures of a visitor, at most; default: 200")
      ->check(CLI::Range(1, kMaxSimulatedSteps));
  verb->add_option("--scouts", simulate.scouts,
                   "Sessions that look for what no visitor has reached, at most; default: 2000")
      ->check(CLI::Range(0, kMaxScouts));
  verb->add_option("--channel", options->channel, "web, whatsapp, web_chat or sms")
      ->check(CLI::IsMember({"web", "whatsapp", "web_chat", "sms"}));
  verb->add_option("--language", options->language, "Default: the definition's");
  verb->add_option("--visitors", options->visitors,
                   "A description of the visitors as JSON; - is standard input");
  verb->add_flag("--json", options->json, "One object instead of tables");
  verb->callback([options, &exit_code] { exit_code = simulate_file(*options); });
}

}  // namespace tundish::cli
