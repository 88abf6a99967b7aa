#include "tundish/version.hpp"

namespace tundish {

std::string_view engine_version() { return TUNDISH_VERSION; }

}  // namespace tundish
