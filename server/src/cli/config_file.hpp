#pragma once

namespace CLI {
class App;
}

namespace tundish::cli {

/// `--config FILE`: the options of that verb from a TOML file, where neither the command line nor
/// the environment says them. A word that is no option is refused.
void add_config_file(CLI::App& app, CLI::App& verb);

}  // namespace tundish::cli
