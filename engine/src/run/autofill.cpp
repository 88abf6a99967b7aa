#include "run/autofill.hpp"

#include "run/answers.hpp"
#include "run/authentication.hpp"
#include "run/initial.hpp"
#include "run/operands.hpp"
#include "run/visible.hpp"
#include "tundish/why.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

Value member_of(const Value& object, std::string_view name) {
  const Value* member = object.find(name);
  return member ? *member : Value();
}

Value answer_to(const Step& step, const std::string& slug) {
  Operands operands(step.funnel, step.state());
  const Value* value = operands.find(OperandSource::session, slug);
  return value ? *value : Value();
}

Value contact_value(const State& state, const std::string& attribute) {
  const Value* saved = state.contact.find(attribute);
  return saved ? *saved : member_of(state.header.contact, attribute);
}

/// What stands at a source; null when nothing does.
Value value_at(const Step& step, const AutofillSource& source) {
  const State& state = step.state();
  const Started& header = state.header;
  switch (source.kind) {
    case AutofillKind::session:
      return answer_to(step, source.name);
    case AutofillKind::initial:
      return initial_value(step.funnel, state, source.name);
    case AutofillKind::parent:
      return {};  // nobody plays this funnel: of a subfunnel it is an answer of the session
    case AutofillKind::contact:
      return contact_value(state, source.name);
    case AutofillKind::prior:
      return member_of(header.prior, source.name);
    case AutofillKind::device:
      return member_of(header.device, source.name);
    case AutofillKind::constant:
      break;
  }
  return source.name;
}

/// The first value that is there and fits; null when none does.
Value found_for(const Step& step, const Input& input) {
  std::optional<Input> kept;
  const Input& asked = offered(step.funnel, step.state(), input, kept);
  for (const AutofillSource& source : input.autofill_source) {
    const Value value = value_at(step, source);
    Reading reading = read_given(asked, value, step.moment());
    const bool fits = !value.is_null() && reading.problems.empty() && !reading.value.is_null();
    if (Trace* trace = step.funnel.trace()) trace->looked(source, input.slug, value, fits);
    if (fits) return std::move(reading.value);
  }
  return {};
}

/// An answer that is there already stays, except what was filled in here before.
bool is_free(const State& state, const Input& input) {
  const Answer* answer = find_answer(state, input.slug);
  if (!answer || (!is_on_path(state, *answer) && !answer->hidden)) return true;
  return answer->origin == AnswerOrigin::autofill && answer->layer == state.layer;
}

/// True when a value was found.
bool fill(const Step& step, const Input& input) {
  const Layer& layer = step.layer();
  State& state = step.state();
  if (input.autofill_source.empty() || !is_free(state, input)) return false;
  if (!input.is_hidden && !layer.auto_fill && layer.type != LayerType::start) return false;
  Value value = found_for(step, input);
  const bool found = !value.is_null();
  put_answer(state, input.slug, AnswerOrigin::autofill, std::move(value));
  return found;
}

}  // namespace

void fill_inputs(const Step& step, std::vector<const Component*>& filled) {
  for (const Component& component : step.layer().components) {
    const Component& shown = on_channel(component, step.state().header.channel);
    if (shown.auth()) fill(step, identity_input(*shown.auth()));
    if (shown.input() && fill(step, *shown.input())) filled.push_back(&shown);
  }
}

}  // namespace tundish
