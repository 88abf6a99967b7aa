#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/databases.hpp"
#include "cli/diagnostics_text.hpp"
#include "cli/text_file.hpp"
#include "cli/verbs.hpp"
#include "service/handed_in.hpp"
#include "tundish/codec.hpp"
#include "tundish/large_value.hpp"

namespace tundish::cli {
namespace {

struct ImportOptions {
  DatabaseOptions database;
  std::string file;
  bool json = false;
};

Value told(const service::HandedIn& one) {
  Value value;
  value.set("session", one.session);
  value.set("events", static_cast<double>(one.events));
  value.set("accepted", static_cast<double>(one.accepted));
  Value::List faults;
  for (const Diagnostic& fault : one.faults) {
    Value said;
    said.set("code", fault.code);
    said.set("pointer", fault.place.pointer);
    said.set("sentence", fault.sentence);
    faults.push_back(std::move(said));
  }
  value.set("faults", std::move(faults));
  return value;
}

ExitCode print(const ImportOptions& options, const std::vector<service::HandedIn>& all) {
  Value::List list;
  std::size_t whole = 0;
  for (const service::HandedIn& one : all) {
    list.push_back(told(one));
    whole += one.faults.empty() ? 1 : 0;
    for (const Diagnostic& fault : one.faults) {
      std::cerr << options.file << ": At " << fault.place.pointer << ": error " << fault.code
                << ": " << fault.sentence << "\n";
    }
  }
  if (options.json) {
    Value value;
    value.set("sessions", std::move(list));
    std::cout << to_json(value) << "\n";
  } else {
    std::cout << whole << " of " << all.size() << " sessions are on the server.\n";
  }
  return whole == all.size() ? ExitCode::done : ExitCode::findings;
}

ExitCode import_sessions(const ImportOptions& options) {
  try {
    const std::optional<std::string> text = read_text(options.file);
    if (!text) return ExitCode::usage;
    const Result<Value> file = parse_large_value(*text, service::kMaxHandedInBytes);
    if (!file) {
      print_diagnostics(std::cerr, options.file, file.error());
      return ExitCode::findings;
    }
    const auto store = open_store(options.database.name(), Missing::refused, now_ms());
    service::FunnelCache funnels;
    const auto taken = service::take_handed_in(*store, funnels, *file, now_ms());
    if (!taken) {
      print_diagnostics(std::cerr, options.file, taken.error());
      return ExitCode::findings;
    }
    return print(options, *taken);
  } catch (const CLI::Error&) {
    throw;
  } catch (const std::exception& error) {
    std::cerr << "tundish sessions import: " << error.what() << "\n";
    return ExitCode::usage;
  }
}

}  // namespace

void add_sessions(CLI::App& app, ExitCode& exit_code) {
  CLI::App* verb = app.add_subcommand("sessions", "What visitors did");
  verb->require_subcommand(1);
  const auto options = std::make_shared<ImportOptions>();
  CLI::App* import = verb->add_subcommand(
      "import",
      "Takes in what a page made by `bundle` has saved: everything is replayed, and counts"
      " once");
  import->add_option("FILE", options->file, "What the page saved; - is standard input")->required();
  add_database_options(*import, options->database);
  import->add_flag("--json", options->json,
                   "Prints {sessions: [{session, events, accepted, faults}]}");
  import->callback([options, &exit_code] { exit_code = import_sessions(*options);
});
}  // namespace tundish::cli

}  // namespace tundish::cli
