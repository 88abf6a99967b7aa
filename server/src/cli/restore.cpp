#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>

#include "cli/databases.hpp"
#include "cli/verbs.hpp"
#include "store/backup.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct RestoreOptions {
  DatabaseOptions database;
  std::string file;
  bool json = false;
};

std::int64_t read_file(store::SqlConnection& database, const std::string& path) {
  if (path == "-") return store::read_backup(database, std::cin, now_ms());
  std::ifstream in(path, std::ios::binary);
  if (!in) throw store::StoreError("cannot read " + path);
  return store::read_backup(database, in, now_ms());
}

ExitCode restore(const RestoreOptions& options) {
  try {
    const auto database = open_database(options.database.name(), Missing::made);
    const std::int64_t rows = read_file(*database, options.file);
    if (options.json) {
      Value told;
      told.set("rows", static_cast<double>(rows));
      std::cout << to_json(told) << '\n';
    } else {
      std::cout << rows << " rows are in the database.\n";
    }
    return ExitCode::done;
  } catch (const std::runtime_error& error) {
    std::fprintf(stderr, "tundish restore: %s\n", error.what());
    return ExitCode::usage;
  }
}

}  // namespace

void add_restore(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<RestoreOptions>();
  CLI::App* verb = app.add_subcommand(
      "restore", "Fills a new database, of whichever kind, with what `backup` wrote");
  verb->add_option("FILE", options->file, "A backup, - for standard input")->required();
  add_database_options(*verb, options->database);
  verb->add_flag("--json", options->json, "Prints {rows}");
  verb->callback([options, &exit_code] { exit_code = restore(*options); });
}

}  // namespace tundish::cli
