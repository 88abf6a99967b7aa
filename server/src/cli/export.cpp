#include "tundish/export.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "cli/diagnostics_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::cli {
namespace {

struct ExportOptions {
  std::string format, file, language;
  bool json = false;
};

Exported exported(const ExportOptions& options, const Funnel& funnel) {
  const std::string& language =
      options.language.empty() ? funnel->default_language : options.language;
  if (options.format == "seed") return export_seed(funnel);
  if (options.format == "json-schema") return export_answer_schema(funnel, language);
  return export_whatsapp_flow(funnel, language);
}

ExitCode export_file(const ExportOptions& options) {
  const std::optional<std::string> text = read_text(options.file);
  if (!text) return ExitCode::usage;
  const Result<Funnel> funnel = parse_funnel(*text);
  if (!funnel) {
    print_diagnostics(std::cerr, options.file, funnel.error());
    return ExitCode::findings;
  }
  if (!options.language.empty() && !find_content(**funnel, options.language)) {
    std::cerr << options.file << ": There are no texts in the language " << options.language
              << ".\n";
    return ExitCode::usage;
  }
  Exported made = exported(options, *funnel);
  locate(made.diagnostics, *text);
  if (options.json) {
    std::cout << "{\"diagnostics\":" << to_json(made.diagnostics)
              << ",\"exported\":" << (made.text.empty() ? "null" : made.text) << "}\n";
  } else {
    print_diagnostics(std::cerr, options.file, made.diagnostics);
    if (!made.text.empty()) std::cout << made.text << "\n";
  }
  return has_errors(made.diagnostics) ? ExitCode::findings : ExitCode::done;
}

}  // namespace

void add_export(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* verb = app.add_subcommand(
      "export", "Writes a funnel in another form; what it cannot express goes to stderr");
  verb->add_option("FORMAT", options->format, "json-schema, whatsapp-flow or seed")
      ->required()
      ->check(CLI::IsMember({"json-schema", "whatsapp-flow", "seed"}));
  verb->add_option("FILE", options->file, "A definition; - is standard input")->required();
  verb->add_option("--language", options->language, "Of the texts; default: the funnel's");
  verb->add_flag("--json", options->json, "One object {exported, diagnostics}");
  verb->callback([options, &exit_code] { exit_code = export_file(*options); });
}

}  // namespace tundish::cli
