#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>

#include "cli/databases.hpp"
#include "cli/verbs.hpp"
#include "service/rebuild.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct RebuildOptions {
  DatabaseOptions database;
  bool json = false;
};

ExitCode rebuild(const RebuildOptions& options) {
  try {
    const auto store = open_store(options.database.name(), Missing::refused, now_ms());
    service::FunnelCache funnels;
    const service::Rebuilt rebuilt = service::rebuild_statistics(*store, funnels);
    if (options.json) {
      Value told;
      told.set("sessions", static_cast<double>(rebuilt.sessions));
      told.set("events", static_cast<double>(rebuilt.events));
      std::cout << to_json(told) << '\n';
    } else {
      std::cout << "Counted " << rebuilt.sessions << " sessions of " << rebuilt.events
                << " events.\n";
    }
    return ExitCode::done;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tundish stats rebuild: %s\n", error.what());
    return ExitCode::usage;
  }
}

}  // namespace

void add_stats(CLI::App& app, ExitCode& exit_code) {
  CLI::App* verb = app.add_subcommand("stats", "What was counted of the funnels");
  verb->require_subcommand(1);
  const auto options = std::make_shared<RebuildOptions>();
  CLI::App* again = verb->add_subcommand(
      "rebuild", "Counts everything anew from the logs; a server that runs waits meanwhile");
  add_database_options(*again, options->database);
  again->add_flag("--json", options->json, "Prints {sessions, events}");
  again->callback([options, &exit_code] { exit_code = rebuild(*options); });
}

}  // namespace tundish::cli
