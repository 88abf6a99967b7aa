#pragma once

#include <map>
#include <string>
#include <string_view>

#include "import/formula.hpp"
#include "import/typebot_slugs.hpp"

namespace tundish::typebot {

/// What a bot's variables may hold, told by what fills them.
class VariableKinds {
 public:
  VariableKinds(const Bot& bot, const Slugs& slugs);

  /// Of the variable with that slug. What nothing fills comes with a link, as a text.
  Kinds of(std::string_view slug) const;

 private:
  void add(std::string_view variable_id, Kinds kinds);
  void add_input(const Block& block, const At& options);
  void add_set(const At& options);
  void add_results(const json::Node& node);
  bool add_computed(const Bot& bot);

  const Slugs& slugs_;
  std::map<std::string, Kinds, std::less<>> kinds_;  // by slug
};

}  // namespace tundish::typebot
