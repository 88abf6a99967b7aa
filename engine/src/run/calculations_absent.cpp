#include "run/calculations.hpp"

namespace tundish {

void compute(const Step&) {}

void compute(const Step&, const Calculation&) {}

}  // namespace tundish
