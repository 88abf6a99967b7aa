#include "run/availability.hpp"

namespace tundish {

bool is_available(const Availability&, std::int64_t) { return true; }

}  // namespace tundish
