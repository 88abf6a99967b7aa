#pragma once

namespace CLI {
class App;
}

namespace tundish::cli {

/// What a verb ends with: done; the input has findings; it was called wrongly or cannot go on.
enum class ExitCode { done = 0, findings = 1, usage = 2 };

/// Each adds its subcommand. The subcommand's callback does the work while `app` parses and leaves
/// how it ended in `exit_code`, which outlives `app`'s parsing.
void add_backup(CLI::App& app, ExitCode& exit_code);
void add_bundle(CLI::App& app, ExitCode& exit_code);
void add_check(CLI::App& app, ExitCode& exit_code);
void add_export(CLI::App& app, ExitCode& exit_code);
void add_import(CLI::App& app, ExitCode& exit_code);
void add_logic(CLI::App& app, ExitCode& exit_code);
void add_migrate(CLI::App& app, ExitCode& exit_code);
void add_play(CLI::App& app, ExitCode& exit_code);
void add_replay(CLI::App& app, ExitCode& exit_code);
void add_restore(CLI::App& app, ExitCode& exit_code);
void add_serve(CLI::App& app, ExitCode& exit_code);
void add_sessions(CLI::App& app, ExitCode& exit_code);
void add_simulate(CLI::App& app, ExitCode& exit_code);
void add_stats(CLI::App& app, ExitCode& exit_code);
void add_template(CLI::App& app, ExitCode& exit_code);
void add_token(CLI::App& app, ExitCode& exit_code);
void add_user(CLI::App& app, ExitCode& exit_code);

}  // namespace tundish::cli
