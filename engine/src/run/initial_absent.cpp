#include "run/initial.hpp"

namespace tundish {

Value initial_value(const Funnel&, const State&, std::string_view) { return {}; }

bool take_initial_data(const Step&, LayerIndex) { return true; }

}  // namespace tundish
