#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>

#include "cli/databases.hpp"
#include "cli/verbs.hpp"
#include "store/schema.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct MigrateOptions {
  DatabaseOptions database;
  bool json = false;
};

ExitCode migrate(const MigrateOptions& options) {
  try {
    const auto database = open_database(options.database.name(), Missing::made);
    const std::int64_t from = database->schema_version();
    store::bring_up_to_date(*database, now_ms());
    const std::int64_t to = database->schema_version();
    if (options.json) {
      Value told;
      told.set("from", static_cast<double>(from));
      told.set("to", static_cast<double>(to));
      std::cout << to_json(told) << '\n';
    } else {
      std::cout << "The schema was " << from << " and is " << to << ".\n";
    }
    return ExitCode::done;
  } catch (const store::StoreError& error) {
    std::fprintf(stderr, "tundish migrate: %s\n", error.what());
    return ExitCode::usage;
  }
}

}  // namespace

void add_migrate(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<MigrateOptions>();
  CLI::App* verb = app.add_subcommand(
      "migrate", "Brings a database to this version's schema, as the server does at its start");
  add_database_options(*verb, options->database);
  verb->add_flag("--json", options->json, "Prints {from, to}");
  verb->callback([options, &exit_code] { exit_code = migrate(*options); });
}

}  // namespace tundish::cli
