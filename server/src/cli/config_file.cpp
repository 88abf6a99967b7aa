#include "cli/config_file.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace tundish::cli {
namespace {

/// The file has no sections: all of it is about one verb.
class VerbConfig : public CLI::ConfigTOML {
 public:
  /// `file` is the option that names it.
  VerbConfig(const CLI::App& verb, const CLI::Option& file) : verb_(verb), file_(file) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& file) const override {
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::istringstream again(text);
    std::vector<CLI::ConfigItem> found = CLI::ConfigTOML::from_config(again);
    for (const CLI::ConfigItem& item : found) check(item, text);
    found.erase(
        std::remove_if(found.begin(), found.end(),
                       [this](const CLI::ConfigItem& item) { return is_in_environment(item); }),
        found.end());
    for (CLI::ConfigItem& item : found) item.parents.insert(item.parents.begin(), verb_.get_name());
    return found;
  }

 private:
  void check(const CLI::ConfigItem& item, const std::string& text) const {
    if (item.parents.empty() && verb_.get_option_no_throw("--" + item.name) != nullptr) return;
    throw CLI::ConfigError(file_.as<std::string>() + ':' + std::to_string(line_of(item, text)) +
                           ": `tundish " + verb_.get_name() + "` has no option `" +
                           item.fullname() + '`');
  }

  /// Where it is written: the first line that begins with its name; a section counts by its last
  /// word.
  static int line_of(const CLI::ConfigItem& item, const std::string& text) {
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      const std::size_t begin = line.find_first_not_of(" \t");
      if (begin == std::string::npos) continue;
      if (line.compare(begin, item.name.size(), item.name) != 0) continue;
      const std::size_t behind = line.find_first_not_of(" \t", begin + item.name.size());
      if (behind != std::string::npos && line[behind] == '=') return number;
    }
    return number;
  }

  bool is_in_environment(const CLI::ConfigItem& item) const {
    const CLI::Option* option = verb_.get_option_no_throw("--" + item.name);
    return option != nullptr && !option->get_envname().empty() &&
           std::getenv(option->get_envname().c_str()) != nullptr;
  }

  const CLI::App& verb_;
  const CLI::Option& file_;
};

}  // namespace

void add_config_file(CLI::App& app, CLI::App& verb) {
  const CLI::Option* file =
      app.set_config("--config", "", "A TOML file with the options of `" + verb.get_name() + "`")
          ->envname("TUNDISH_CONFIG");
  app.config_formatter(std::make_shared<VerbConfig>(verb, *file));
  app.allow_config_extras(CLI::config_extras_mode::error);
  verb.allow_config_extras(CLI::config_extras_mode::error);
}

}  // namespace tundish::cli
