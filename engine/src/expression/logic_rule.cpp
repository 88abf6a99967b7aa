#include "tundish/expression.hpp"

namespace tundish {

LogicResult evaluate(const Logic& logic, const NameLookup& names) {
  if (logic.program) return evaluate(CompiledLogic(logic.program), names);
  const Result<CompiledLogic> compiled = parse_logic(logic.rule);
  return compiled ? evaluate(*compiled, names) : LogicResult{Value(), true};
}

bool holds(const Logic& logic, const NameLookup& names) {
  const LogicResult result = evaluate(logic, names);
  return !result.failed && is_truthy(result.value);
}

}  // namespace tundish
