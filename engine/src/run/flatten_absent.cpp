#include "run/flatten.hpp"

namespace tundish {

bool plays_subfunnels(const Definition&) { return false; }

Definition flattened(const Definition& definition) { return definition; }

}  // namespace tundish
