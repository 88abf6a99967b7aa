#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/databases.hpp"
#include "cli/verbs.hpp"

namespace tundish::cli {

/// A command behind `parent` that works with what a database holds, and prints lines of JSON when
/// it is asked to. `Options` has a `database` and `as_json`.
template <class Options>
CLI::App* add_store_verb(CLI::App& parent, const char* name, const char* about,
                         const std::shared_ptr<Options>& options,
                         ExitCode (*work)(store::Store&, const Options&), ExitCode& exit_code) {
  CLI::App* verb = parent.add_subcommand(name, about);
  add_database_options(*verb, options->database);
  verb->add_flag("--json", options->as_json, "Prints lines of JSON");
  verb->callback([&parent, options, work, &exit_code] {
    try {
      const std::unique_ptr<store::Store> store =
          open_store(options->database.name(), Missing::refused, now_ms());
      exit_code = work(*store, *options);
    } catch (const store::StoreError& failure) {
      std::fprintf(stderr, "tundish %s: %s\n", parent.get_name().c_str(), failure.what());
      exit_code = ExitCode::usage;
    }
  });
  return verb;
}

}  // namespace tundish::cli
