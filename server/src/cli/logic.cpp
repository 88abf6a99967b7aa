#include "tundish/logic.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/diagnostics_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct LogicOptions {
  std::string rule, data = "null";
  bool json = false;
};

/// True of what is JSON itself: no file is called like that.
bool is_json(const std::string& argument) {
  if (argument == "null" || argument == "true" || argument == "false") return true;
  const std::size_t first = argument.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || argument == "-") return false;
  return std::string_view("{[\"-0123456789").find(argument[first]) != std::string_view::npos;
}

/// A JSON text and what it is called in a message.
struct Source {
  std::string name, text;
  Value value;
};

/// Reads what the argument says or names; `ended` says why there is nothing.
std::optional<Source> read_source(const std::string& argument, const char* name, ExitCode& ended) {
  Source source{argument, argument, {}};
  if (is_json(argument)) {
    source.name = name;
  } else {
    std::optional<std::string> text = read_text(argument);
    if (!text) {
      ended = ExitCode::usage;
      return std::nullopt;
    }
    source.text = std::move(*text);
  }
  Result<Value> value = parse_value(source.text);
  if (!value) {
    print_diagnostics(std::cerr, source.name, value.error());
    ended = ExitCode::findings;
    return std::nullopt;
  }
  source.value = std::move(*value);
  return source;
}

void print_findings(const Source& rule, Diagnostics findings) {
  locate(findings, rule.text);
  print_diagnostics(std::cerr, rule.name, findings);
}

ExitCode run(const LogicOptions& options) {
  if (options.rule == "-" && options.data == "-") {
    std::cerr << "Only one of them can come from standard input.\n";
    return ExitCode::usage;
  }
  ExitCode ended = ExitCode::done;
  const std::optional<Source> rule = read_source(options.rule, "RULE", ended);
  if (!rule) return ended;
  const std::optional<Source> data = read_source(options.data, "DATA", ended);
  if (!data) return ended;
  const Result<CompiledLogic> logic = parse_logic(rule->value);
  if (!logic) {
    print_findings(*rule, logic.error());
    return ExitCode::findings;
  }
  const LogicResult result = evaluate(*logic, data->value);
  if (result.failed || !options.json) print_findings(*rule, check_logic(rule->value));
  if (options.json) {
    std::cout << "{\"" << (result.failed ? "error" : "result") << "\":" << to_json(result.value)
              << "}\n";
  } else {
    (result.failed ? std::cerr << "error " : std::cout) << to_json(result.value) << "\n";
  }
  return result.failed ? ExitCode::findings : ExitCode::done;
}

}  // namespace

void add_logic(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<LogicOptions>();
  CLI::App* verb = app.add_subcommand("logic", "Evaluates a JsonLogic rule; 1 when it fails");
  verb->add_option("RULE", options->rule, "A JSON file, - for standard input, or JSON")->required();
  verb->add_option("DATA", options->data, "The same for the data it reads; null if not given");
  verb->add_flag("--json", options->json, "One object {result} or {error} on standard output");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace tundish::cli
