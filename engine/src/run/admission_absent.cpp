#include "run/admission.hpp"

namespace tundish {

bool is_authenticated(const State&) { return false; }

bool is_admitted(const Step&, LayerIndex, Way) { return true; }

}  // namespace tundish
