#include "tundish/export.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/diagnostics_text.hpp"
#include "cli/export_sessions.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::cli {
namespace {

struct ExportOptions {
  std::vector<std::string> words;  ///< the format, unless `to` says it, and the file
  std::string to, language;
  bool json = false;
  SessionExportOptions sessions;

  const std::string& format() const { return to.empty() ? words.front() : to; }
  const std::string& file() const { return words.back(); }
};

const std::vector<std::string> kFormats = {"seed", "whatsapp-flow", "json-schema", "csv", "xlsx"};

Exported exported(const ExportOptions& options, const Funnel& funnel) {
  const std::string& language =
      options.language.empty() ? funnel->default_language : options.language;
  if (options.format() == "seed") return export_seed(funnel);
  if (options.format() == "json-schema") return export_answer_schema(funnel, language);
  return export_whatsapp_flow(funnel, language);
}

ExitCode export_file(const ExportOptions& options) {
  const std::optional<std::string> text = read_text(options.file());
  if (!text) return ExitCode::usage;
  const Result<Funnel> funnel = parse_funnel(*text);
  if (!funnel) {
    print_diagnostics(std::cerr, options.file(), funnel.error());
    return ExitCode::findings;
  }
  if (!options.language.empty() && !find_content(**funnel, options.language)) {
    std::cerr << options.file() << ": There are no texts in the language " << options.language
              << ".\n";
    return ExitCode::usage;
  }
  Exported made = exported(options, *funnel);
  locate(made.diagnostics, *text);
  if (options.json) {
    std::cout << "{\"diagnostics\":" << to_json(made.diagnostics)
              << ",\"exported\":" << (made.text.empty() ? "null" : made.text) << "}\n";
  } else {
    print_diagnostics(std::cerr, options.file(), made.diagnostics);
    if (!made.text.empty()) std::cout << made.text << "\n";
  }
  return has_errors(made.diagnostics) ? ExitCode::findings : ExitCode::done;
}

ExitCode run_export(ExportOptions& options) {
  const std::size_t wanted = options.to.empty() ? 2 : 1;
  const bool is_known =
      std::find(kFormats.begin(), kFormats.end(), options.format()) != kFormats.end();
  if (options.words.size() != wanted || !is_known) {
    std::cerr << "tundish export: name a format (json-schema, whatsapp-flow, seed, csv or xlsx) and"
                 " a file.\n";
    return ExitCode::usage;
  }
  service::TableFormat format{};
  if (!from_text(options.format(), format)) return export_file(options);
  options.sessions.filter.language = options.language;
  return export_sessions(options.sessions, format, options.file());
}

}  // namespace

void add_export(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* verb = app.add_subcommand(
      "export",
      "Writes a funnel in another form, or the sessions of a database as a table; what cannot be"
      " expressed goes to stderr");
  verb->add_option("WORDS", options->words,
                   "[FORMAT] FILE. json-schema, whatsapp-flow, seed: of a definition, - is standard"
                   " input. csv, xlsx: where the sessions are written, - is standard output")
      ->required()
      ->expected(1, 2);
  verb->add_option("--to", options->to, "The format, in place of the word before the file")
      ->check(CLI::IsMember(kFormats));
  verb->add_option("--language", options->language,
                   "Of the texts, default: the funnel's; or of the sessions");
  verb->add_flag("--json", options->json, "One object {exported, diagnostics}");
  add_session_export_options(*verb, options->sessions);
  verb->callback([options, &exit_code] { exit_code = run_export(*options); });
}

}  // namespace tundish::cli
