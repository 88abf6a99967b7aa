#include "tundish/import.hpp"

#include <CLI/CLI.hpp>
#include <cctype>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/diagnostics_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

const std::string kFormats = "data-flow, typebot, surveyjs, event-funnels, seed or tundish";

struct ImportOptions {
  std::vector<std::string> words;  // the file, before it perhaps the format
  std::string from, slug, title, funnel;
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

/// With `--json` everything is on standard output as one object.
void print_json(const Diagnostics& diagnostics, const std::string& definition) {
  std::cout << "{\"definition\":" << (definition.empty() ? "null" : definition)
            << ",\"diagnostics\":" << to_json(diagnostics) << "}\n";
}

ExitCode complain(const std::string& sentence) {
  std::cerr << sentence << "\n";
  return ExitCode::usage;
}

/// The format that was named, or the one that the text has.
std::optional<ImportFormat> format_of(const ImportOptions& options, const std::string& text) {
  const bool is_named = options.words.size() > 1;
  if (is_named) return import_format_of(options.words.front());
  if (!options.from.empty()) return import_format_of(options.from);
  return recognise_import(text);
}

ExitCode import_file(const ImportOptions& options) {
  const std::string& file = options.words.back();
  if (options.words.size() > 1 && !import_format_of(options.words.front())) {
    return complain("`" + options.words.front() + "` is no format: it must be " + kFormats + ".");
  }
  const std::optional<std::string> text = read_text(file);
  if (!text) return ExitCode::usage;
  const std::optional<ImportFormat> format = format_of(options, *text);
  if (!format) {
    return complain(file + ": The format is not recognised; name it before the file: " + kFormats +
                    ".");
  }
  const ImportNames names{options.slug, options.title, slug_of(file), options.funnel};
  const Result<Imported> imported = import_definition(*format, *text, names);
  const Diagnostics& diagnostics = imported ? imported->diagnostics : imported.error();
  if (options.json) {
    print_json(diagnostics, imported ? imported->definition : "");
  } else {
    print_diagnostics(std::cerr, file, diagnostics);
    if (imported) std::cout << imported->definition << "\n";
  }
  return imported ? ExitCode::done : ExitCode::findings;
}

}  // namespace

void add_import(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<ImportOptions>();
  CLI::App* verb =
      app.add_subcommand("import", "Makes a definition of another format; warnings go to stderr");
  verb->add_option("WORDS", options->words, "[FORMAT] FILE; - is standard input. " + kFormats)
      ->required()
      ->expected(1, 2);
  verb->add_option("--from", options->from, "The format, in place of the word before the file")
      ->check(
          CLI::IsMember({"data-flow", "typebot", "surveyjs", "event-funnels", "seed", "tundish"}));
  verb->add_option("--slug", options->slug, "The funnel's slug; default: its own or the file's");
  verb->add_option("--title", options->title, "The funnel's title; default: its own or the slug");
  verb->add_option("--funnel", options->funnel, "Which one, of a file with several");
  verb->add_flag("--json", options->json, "One object {definition, diagnostics}");
  verb->callback([options, &exit_code] { exit_code = import_file(*options); });
}

}  // namespace tundish::cli
