#include "sim/command.hpp"

#include <cstdlib>

namespace tundish::sim {
namespace {

bool switch_off(Protections& protections, const std::string& word) {
  if (word == "strict_durability") return !(protections.strict_durability = false);
  if (word == "add_not_put") return !(protections.add_not_put = false);
  if (word == "commit_before_answer") return !(protections.commit_before_answer = false);
  if (word == "forgetting") return !(protections.forgetting = false);
  if (word == "provider_by_key") return !(protections.provider_by_key = false);
  return false;
}

bool choose(Kind& kind, const std::string& word) {
  if (word == "storm") return kind = Kind::storm, true;
  if (word == "crowd") return kind = Kind::crowd, true;
  return false;
}

}  // namespace

std::optional<Command> parse_command(const std::vector<std::string>& words) {
  Command command;
  if (const char* worlds = std::getenv("TUNDISH_SIM_WORLDS")) command.worlds = std::atoll(worlds);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--trace") {
      command.is_told = true;
      continue;
    }
    if (word == "--caught") {
      command.must_be_caught = true;
      continue;
    }
    if (++i == words.size()) return std::nullopt;
    const std::string& value = words[i];
    if (word == "--worlds") {
      command.worlds = std::atoll(value.c_str());
    } else if (word == "--first") {
      command.first = std::strtoull(value.c_str(), nullptr, 10);
    } else if (word == "--jobs") {
      command.jobs = std::atoi(value.c_str());
    } else if (word == "--seed") {
      command.seed = std::strtoull(value.c_str(), nullptr, 10);
    } else if (word == "--kind") {
      if (!choose(command.kind, value)) return std::nullopt;
    } else if (word == "--regressions") {
      command.regressions = value;
    } else if (word != "--without" || !switch_off(command.protections, value)) {
      return std::nullopt;
    }
  }
  if (command.worlds < 1 || command.jobs < 1) return std::nullopt;
  return command;
}

}  // namespace tundish::sim
