#include "run/calculations.hpp"

#include "run/answers.hpp"
#include "run/operands.hpp"
#include "tundish/expression.hpp"

namespace tundish {

namespace {

/// A value that a session keeps is no larger than what an event can bring.
constexpr std::size_t kMaxComputedBytes = kMaxEventBytes;
constexpr std::size_t kPartBytes = 8;

std::size_t size_of(const Value& value) {
  std::size_t size = kPartBytes + value.text().size();
  for (const Value& one : value.list()) size += size_of(one);
  for (const Value::Member& one : value.object()) size += one.name.size() + size_of(one.value);
  return size;
}

}  // namespace

void compute(const Step& step, const Calculation& calculation) {
  State& state = step.state();
  Operands operands(step.funnel, state);
  LogicResult result = evaluate(
      calculation.logic, [&operands](std::string_view name) { return operands.find_name(name); });
  const bool fits = !result.failed && size_of(result.value) <= kMaxComputedBytes;
  Value value = fits ? std::move(result.value) : Value();
  const bool computed = !value.is_null();
  put_answer(state, calculation.slug, AnswerOrigin::computed, std::move(value));
  if (computed) add_fact(step, FactKind::computed, {}, calculation.slug);
}

void compute(const Step& step) {
  for (const Calculation& one : step.layer().calculations) compute(step, one);
}

}  // namespace tundish
