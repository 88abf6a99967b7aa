#include "tundish/import.hpp"

#include <CLI/CLI.hpp>
#include <cctype>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/diagnostics_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct ImportOptions {
  std::string from, file, slug, title;
  bool json = false;
};

/// A funnel's slug made of a file's name: `Payment flow.json` is `payment-flow`.
std::string slug_of(const std::string& file) {
  std::string slug;
  for (const char c : std::filesystem::path(file).stem().string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = byte < 0x80 && (std::isalnum(byte) != 0 || c == '_' || c == '-');
    if (kept) slug += static_cast<char>(std::tolower(byte));
    if (!kept && !slug.empty() && slug.back() != '-') slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug.empty() ? "imported" : slug.substr(0, 64);
}

std::string title_of(const std::string& slug) {
  std::string title = slug;
  for (char& c : title) {
    if (c == '-' || c == '_') c = ' ';
  }
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return title;
}

/// With `--json` everything is on standard output as one object.
void print_json(const Diagnostics& diagnostics, const std::string& definition) {
  std::cout << "{\"definition\":" << (definition.empty() ? "null" : definition)
            << ",\"diagnostics\":" << to_json(diagnostics) << "}\n";
}

ExitCode import_flow(const ImportOptions& options) {
  const std::optional<std::string> text = read_text(options.file);
  if (!text) return ExitCode::usage;
  const std::string slug = options.slug.empty() ? slug_of(options.file) : options.slug;
  const std::string title = options.title.empty() ? title_of(slug) : options.title;
  const Result<Imported> imported = import_data_flow(*text, slug, title);
  const Diagnostics& diagnostics = imported ? imported->diagnostics : imported.error();
  if (options.json) {
    print_json(diagnostics, imported ? imported->definition : "");
  } else {
    print_diagnostics(std::cerr, options.file, diagnostics);
    if (imported) std::cout << imported->definition << "\n";
  }
  return imported ? ExitCode::done : ExitCode::findings;
}

}  // namespace

void add_import(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<ImportOptions>();
  CLI::App* verb =
      app.add_subcommand("import", "Makes a definition of another format; warnings go to stderr");
  verb->add_option("--from", options->from, "The format: data-flow")
      ->required()
      ->check(CLI::IsMember({"data-flow"}));
  verb->add_option("FILE", options->file, "What to import; - is standard input")->required();
  verb->add_option("--slug", options->slug, "The funnel's slug; default: the file's name");
  verb->add_option("--title", options->title, "The funnel's title; default: the slug in words");
  verb->add_flag("--json", options->json, "One object {definition, diagnostics}");
  verb->callback([options, &exit_code] { exit_code = import_flow(*options); });
}

}  // namespace tundish::cli
