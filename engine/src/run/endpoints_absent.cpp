#include "run/effects.hpp"
#include "run/endpoints.hpp"

namespace tundish {

void run_on_enter(const Step&, int) {}

bool take_turn(const Step&, const Component&) { return false; }

bool run_on_submit(const Step&, const Navigation&) { return true; }

void go_on_behind(const Step&, const std::string&) {}

}  // namespace tundish
