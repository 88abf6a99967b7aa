#include "import/typebot_making.hpp"

namespace tundish::typebot {

std::string UniqueNames::name_of(const std::string& wanted, const std::string& identity) {
  const auto known = known_.find(identity);
  if (known != known_.end()) return known->second;
  return known_.emplace(identity, names_.make(wanted)).first->second;
}

}  // namespace tundish::typebot
