#include "store/backup.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "cli/databases.hpp"
#include "cli/verbs.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct BackupOptions {
  DatabaseOptions database;
  std::string file;
  bool json = false;
};

/// A backup that breaks off leaves no file of that name.
std::int64_t write_file(store::SqlConnection& database, const std::string& path) {
  const std::string half = path + ".half";
  std::ofstream out(half, std::ios::binary | std::ios::trunc);
  if (!out) throw store::StoreError("cannot write " + half);
  const std::int64_t rows = store::write_backup(database, out, now_ms());
  out.close();
  std::filesystem::rename(half, path);
  return rows;
}

ExitCode backup(const BackupOptions& options) {
  try {
    const auto database = open_database(options.database.name(), Missing::refused);
    if (options.file == "-") {
      store::write_backup(*database, std::cout, now_ms());
      return ExitCode::done;
    }
    const std::int64_t rows = write_file(*database, options.file);
    if (options.json) {
      Value told;
      told.set("rows", static_cast<double>(rows));
      std::cout << to_json(told) << '\n';
    } else {
      std::cout << rows << " rows are in " << options.file << ".\n";
    }
    return ExitCode::done;
  } catch (const std::runtime_error& error) {
    std::fprintf(stderr, "tundish backup: %s\n", error.what());
    return ExitCode::usage;
  }
}

}  // namespace

void add_backup(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<BackupOptions>();
  CLI::App* verb = app.add_subcommand(
      "backup", "Writes everything that a database holds to a file, while servers go on");
  verb->add_option("FILE", options->file, "Where to, - for standard output")->required();
  add_database_options(*verb, options->database);
  verb->add_flag("--json", options->json, "Prints {rows}");
  verb->callback([options, &exit_code] { exit_code = backup(*options); });
}

}  // namespace tundish::cli
