#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/verbs.hpp"
#include "tundish/version.hpp"

namespace {

/// `--config` and `--help` count wherever they stand.
void fall_through(CLI::App& app) {
  for (CLI::App* child : app.get_subcommands([](CLI::App*) { return true; })) {
    child->fallthrough();
    fall_through(*child);
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Tundish: engagement funnels, decided by one engine in browser and server");
  app.set_version_flag("--version", "tundish " + std::string(tundish::engine_version()));
  app.require_subcommand(1);
  tundish::cli::ExitCode exit_code = tundish::cli::ExitCode::done;
  tundish::cli::add_serve(app, exit_code);
  tundish::cli::add_check(app, exit_code);
  tundish::cli::add_play(app, exit_code);
  tundish::cli::add_replay(app, exit_code);
  tundish::cli::add_simulate(app, exit_code);
  tundish::cli::add_import(app, exit_code);
  tundish::cli::add_export(app, exit_code);
  tundish::cli::add_bundle(app, exit_code);
  tundish::cli::add_sessions(app, exit_code);
  tundish::cli::add_logic(app, exit_code);
  tundish::cli::add_stats(app, exit_code);
  tundish::cli::add_template(app, exit_code);
  tundish::cli::add_migrate(app, exit_code);
  tundish::cli::add_backup(app, exit_code);
  tundish::cli::add_restore(app, exit_code);
  tundish::cli::add_user(app, exit_code);
  tundish::cli::add_token(app, exit_code);
  fall_through(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::RequiredError& error) {
    constexpr bool kOfSubcommands = true;
    const std::vector<std::string> others = app.remaining(kOfSubcommands);
    if (others.empty()) {
      app.exit(error);
    } else {
      std::fprintf(stderr, "tundish has no command `%s`; `tundish --help` lists them.\n",
                   others.front().c_str());
    }
    return static_cast<int>(tundish::cli::ExitCode::usage);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : static_cast<int>(tundish::cli::ExitCode::usage);
  }
  return static_cast<int>(exit_code);
}
