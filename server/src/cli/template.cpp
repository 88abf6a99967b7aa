#include "tundish/template.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/diagnostics_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct TemplateOptions {
  std::string text, data, partials;
  bool plain = false;
};

/// What the argument says itself when it holds `sign` (a tag, the beginning of JSON), else the text
/// of the file that it names.
std::optional<std::string> text_of(const std::string& argument, std::string_view sign) {
  if (argument.find(sign) != std::string::npos) return argument;
  return read_text(argument);
}

std::optional<Value> value_of(const std::string& argument, ExitCode& exit_code) {
  const std::optional<std::string> text = text_of(argument, "{");
  if (!text) {
    exit_code = ExitCode::usage;
    return std::nullopt;
  }
  Result<Value> value = parse_value(*text);
  if (value) return std::move(*value);
  print_diagnostics(std::cerr, argument, value.error());
  exit_code = ExitCode::findings;
  return std::nullopt;
}

bool reads_twice(const TemplateOptions& options) {
  const int streams = static_cast<int>(options.text == "-") +
                      static_cast<int>(options.data == "-") +
                      static_cast<int>(options.partials == "-");
  return streams > 1;
}

ExitCode render(const TemplateOptions& options) {
  if (reads_twice(options)) {
    std::cerr << "Only one of them can come from standard input.\n";
    return ExitCode::usage;
  }
  const std::optional<std::string> text = text_of(options.text, "{{");
  if (!text) return ExitCode::usage;
  ExitCode exit_code = ExitCode::done;
  const std::optional<Value> data = value_of(options.data, exit_code);
  if (!data) return exit_code;
  const bool whole = !options.partials.empty();
  const std::optional<Value> partials = whole ? value_of(options.partials, exit_code) : Value();
  if (!partials) return exit_code;
  const NameLookup lookup = [&data](std::string_view name) {
    return name == "." ? &*data : data->find(name);
  };
  const PartialLookup find_partial = [&partials](std::string_view name) -> const std::string* {
    const Value* partial = partials->find(name);
    return partial && partial->is_text() ? &partial->text() : nullptr;
  };
  const Diagnostics faults = check_template(*text, whole ? Partials::taken : Partials::refused);
  if (has_errors(faults)) {
    print_diagnostics(std::cerr, options.text, faults);
    return ExitCode::findings;
  }
  const Escaping escaping = options.plain ? Escaping::none : Escaping::html;
  std::cout << (whole ? render_with_partials(*text, lookup, find_partial, escaping)
                      : render_template(*text, lookup, escaping));
  return ExitCode::done;
}

}  // namespace

void add_template(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<TemplateOptions>();
  CLI::App* verb = app.add_subcommand(
      "template", "Renders a Mustache template, as it stands: no line feed is added");
  verb->add_option("TEMPLATE", options->text, "A file, - for standard input, or a text with {{")
      ->required();
  verb->add_option("DATA", options->data, "A JSON file, - for standard input, or an object")
      ->required();
  verb->add_option("--partials", options->partials,
                   "A JSON file or object: texts of {{>name}} by name; without it partials are "
                   "an error, as in a funnel");
  verb->add_flag("--plain", options->plain,
                 "{{x}} is not escaped for HTML, as in a funnel, whose painters escape");
  verb->callback([options, &exit_code] { exit_code = render(*options); });
}

}  // namespace tundish::cli
