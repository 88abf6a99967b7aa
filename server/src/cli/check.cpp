#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/diagnostics_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> files;
  bool json = false;
};

/// Everything that is wrong, or worth knowing, about a definition.
Diagnostics findings_of(const std::string& text) {
  const Result<Funnel> funnel = parse_funnel(text);
  if (!funnel) return funnel.error();
  Diagnostics findings = analyze(*funnel);
  locate(findings, text);
  return findings;
}

/// What is said when there is nothing to say.
std::string nothing_found(const std::vector<std::string>& files) {
  const std::string what = files.size() == 1 ? files.front() + ": checked"
                                             : std::to_string(files.size()) + " files checked";
  return what + ", nothing found\n";
}

ExitCode check(const CheckOptions& options) {
  ExitCode ended = ExitCode::done;
  bool has_findings = false;
  std::string json;
  for (const std::string& file : options.files) {
    const std::optional<std::string> text = read_text(file);
    if (!text) return ExitCode::usage;
    const Diagnostics findings = findings_of(*text);
    if (has_errors(findings)) ended = ExitCode::findings;
    has_findings = has_findings || !findings.empty();
    if (options.json) {
      json += (json.empty() ? "" : ",") + ("{\"diagnostics\":" + to_json(findings)) +
              ",\"file\":" + to_json(Value(file)) + "}";
    } else {
      print_diagnostics(std::cout, file, findings);
    }
  }
  if (options.json) {
    std::cout << "[" << json << "]\n";
  } else if (!has_findings) {
    std::cout << nothing_found(options.files);
  }
  return ended;
}

}  // namespace

void add_check(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* verb = app.add_subcommand(
      "check", "Says everything that is wrong with definitions; 1 when there is an error");
  verb->add_option("FILE", options->files, "Definitions; - is standard input")->required();
  verb->add_flag("--json", options->json, "A list of {file, diagnostics} instead of lines");
  verb->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace tundish::cli
