#pragma once

namespace CLI {
class App;
}

namespace tundish::cli {

/// `--config FILE`: options of `serve` from a TOML file, where neither the command line nor the
/// environment says them; other commands take those that they have, too, such as `data`. A word
/// that is no option is refused.
void add_config_file(CLI::App& app, const CLI::App& serve);

}  // namespace tundish::cli
