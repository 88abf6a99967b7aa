#include "run/experiment.hpp"

namespace tundish {

const Variant* variant_of(std::string_view, const Jump&) { return nullptr; }

const Jump* find_experiment(const Definition&, std::string_view) { return nullptr; }

}  // namespace tundish
