#include "cli/config_file.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace tundish::cli {
namespace {

/// The file has no sections: all of it is about one verb.
class VerbConfig : public CLI::ConfigTOML {
 public:
  explicit VerbConfig(const CLI::App& verb) : verb_(verb) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& file) const override {
    std::vector<CLI::ConfigItem> found = CLI::ConfigTOML::from_config(file);
    found.erase(
        std::remove_if(found.begin(), found.end(),
                       [this](const CLI::ConfigItem& item) { return is_in_environment(item); }),
        found.end());
    for (CLI::ConfigItem& item : found) item.parents.insert(item.parents.begin(), verb_.get_name());
    return found;
  }

 private:
  bool is_in_environment(const CLI::ConfigItem& item) const {
    const CLI::Option* option = verb_.get_option_no_throw("--" + item.name);
    return option != nullptr && !option->get_envname().empty() &&
           std::getenv(option->get_envname().c_str()) != nullptr;
  }

  const CLI::App& verb_;
};

}  // namespace

void add_config_file(CLI::App& app, CLI::App& verb) {
  app.set_config("--config", "", "A TOML file with the options of `" + verb.get_name() + "`")
      ->envname("TUNDISH_CONFIG");
  app.config_formatter(std::make_shared<VerbConfig>(verb));
  app.allow_config_extras(CLI::config_extras_mode::error);
  verb.allow_config_extras(CLI::config_extras_mode::error);
}

}  // namespace tundish::cli
