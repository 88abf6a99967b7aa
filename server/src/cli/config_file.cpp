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

/// The file has no sections. It is about a server, and about what other commands share with it:
/// where its database lies.
class ServerConfig : public CLI::ConfigTOML {
 public:
  /// `file` is the option that names it, `serve` has all options that may be in it.
  ServerConfig(const CLI::App& app, const CLI::App& serve, const CLI::Option& file)
      : app_(app), serve_(serve), file_(file) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& file) const override {
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::istringstream again(text);
    std::vector<CLI::ConfigItem> found = CLI::ConfigTOML::from_config(again);
    for (const CLI::ConfigItem& item : found) check(item, text);
    std::vector<std::string> path;
    const CLI::App& called = find_called(path);
    const auto is_for_others = [&called](const CLI::ConfigItem& item) {
      const CLI::Option* option = called.get_option_no_throw("--" + item.name);
      return option == nullptr || is_in_environment(*option);
    };
    found.erase(std::remove_if(found.begin(), found.end(), is_for_others), found.end());
    for (CLI::ConfigItem& item : found) item.parents = path;
    return found;
  }

 private:
  void check(const CLI::ConfigItem& item, const std::string& text) const {
    if (item.parents.empty() && serve_.get_option_no_throw("--" + item.name) != nullptr) return;
    throw CLI::ConfigError(file_.as<std::string>() + ':' + std::to_string(line_of(item, text)) +
                           ": `tundish serve` has no option `" + item.fullname() + '`');
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

  /// The command that is run, and by which words.
  const CLI::App& find_called(std::vector<std::string>& path) const {
    const CLI::App* called = &app_;
    while (!called->get_subcommands().empty()) {
      called = called->get_subcommands().front();
      path.push_back(called->get_name());
    }
    return *called;
  }

  static bool is_in_environment(const CLI::Option& option) {
    return !option.get_envname().empty() && std::getenv(option.get_envname().c_str()) != nullptr;
  }

  const CLI::App& app_;
  const CLI::App& serve_;
  const CLI::Option& file_;
};

}  // namespace

void add_config_file(CLI::App& app, const CLI::App& serve) {
  constexpr const char* kVariable = "TUNDISH_CONFIG";
  // The file is read before options look into the environment.
  const char* named = std::getenv(kVariable);
  const bool is_named = named != nullptr && *named != '\0';
  const std::string about =
      std::string("A TOML file with options of `serve` (Env:") + kVariable + ')';
  const CLI::Option* file = app.set_config("--config", is_named ? named : "", about, is_named);
  app.config_formatter(std::make_shared<ServerConfig>(app, serve, *file));
  app.allow_config_extras(CLI::config_extras_mode::error);
}

}  // namespace tundish::cli
