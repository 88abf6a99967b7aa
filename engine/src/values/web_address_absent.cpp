#include "values/presets.hpp"

namespace tundish {

std::string web_address(std::string_view) { return {}; }

}  // namespace tundish
