#include "run/operands.hpp"

namespace tundish {

const Value* Operands::find_wide(OperandSource, std::string_view) { return nullptr; }

const Value* Operands::find_wide_name(std::string_view) { return nullptr; }

}  // namespace tundish
