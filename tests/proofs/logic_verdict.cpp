#include "proofs/logic_verdict.hpp"

#include "tundish/codec.hpp"
#include "tundish/logic.hpp"

namespace tundish::proofs {

std::string logic_verdict(std::string_view question) {
  const Result<Value> asked = parse_value(question);
  if (!asked) return "{\"faults\":" + to_json(asked.error()) + "}";
  const Value* rule = asked->find("rule");
  const Value* data = asked->find("data");
  const Result<CompiledLogic> logic = parse_logic(rule ? *rule : Value());
  if (!logic) return "{\"faults\":" + to_json(logic.error()) + "}";
  const LogicResult result = evaluate(*logic, data ? *data : Value());
  return (result.failed ? "{\"error\":" : "{\"result\":") + to_json(result.value) + "}";
}

}  // namespace tundish::proofs
