#include "run/initial.hpp"

#include <initializer_list>

#include "run/answers.hpp"
#include "run/subfunnel.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

/// Reads what came as a reply to an input of that look would be; null when it can not be read.
Value read_as(InputType type, InputAppearance appearance, const Value& given,
              const Moment& moment) {
  Input input;
  input.input_type = type;
  input.appearance = appearance;
  input.allow_other = true;
  if (given.is_list() && type == InputType::choice) {
    input.validations.max_selected = static_cast<int>(given.list().size()) + 1;
  }
  Reading reading = read_given(input, given, moment);
  return reading.problems.empty() ? std::move(reading.value) : Value();
}

Value read_first(InputType type, std::initializer_list<InputAppearance> appearances,
                 const Value& given, const Moment& moment) {
  for (const InputAppearance appearance : appearances) {
    Value value = read_as(type, appearance, given, moment);
    if (!value.is_null()) return value;
  }
  return {};
}

Value read_datum(InputType type, const Value& given, const Moment& moment) {
  switch (type) {
    case InputType::text:
      return read_first(type, {InputAppearance::short_}, given, moment);
    case InputType::numeric:
      return read_first(type, {InputAppearance::number}, given, moment);
    case InputType::boolean:
      return read_first(type, {InputAppearance::checkbox}, given, moment);
    case InputType::choice:
      return read_first(type, {InputAppearance::list}, given, moment);
    case InputType::matrix:
      return {};  // its rows and columns are not said
    case InputType::datetime:
      return read_first(type,
                        {InputAppearance::date, InputAppearance::datetime, InputAppearance::time,
                         InputAppearance::range},
                        given, moment);
    case InputType::location:
      return read_first(type, {InputAppearance::default_}, given, moment);
    case InputType::file:
      break;
  }
  return read_first(type, {InputAppearance::file}, given, moment);
}

/// What came for a datum, as it came; null when nothing did.
const Value* given_for(const Started& header, const InitialDatum& datum) {
  const std::string_view slug = own_name(datum.slug);
  if (const Value* given = header.initial.find(slug)) return given;
  const std::string_view key = datum.key.empty() ? slug : std::string_view(datum.key);
  if (datum.source == InitialSource::device) return header.device.find(key);
  if (datum.source == InitialSource::prior_session) return header.prior.find(key);
  return nullptr;
}

Value value_of(const State& state, const InitialDatum& datum) {
  const Moment moment{state.started_at_ms, state.header.language};
  const Value* given = given_for(state.header, datum);
  Value value = given ? read_datum(datum.input_type, *given, moment) : Value();
  return value.is_null() ? datum.otherwise : value;
}

}  // namespace

Value initial_value(const Funnel& funnel, const State& state, std::string_view slug) {
  for (const Layer& layer : funnel->layers) {
    for (const InitialDatum& datum : layer.initial_data) {
      if (datum.slug == slug) return value_of(state, datum);
    }
  }
  return {};
}

bool take_initial_data(const Step& step, LayerIndex start) {
  State& state = step.state();
  bool complete = true;
  for (const InitialDatum& datum : step.layer(start).initial_data) {
    const Answer* there = find_answer(state, datum.slug);
    if (there && there->origin != AnswerOrigin::initial && is_on_path(state, *there)) continue;
    Answer answer;
    answer.slug = datum.slug;
    answer.layer = start;
    answer.origin = AnswerOrigin::initial;
    answer.value = value_of(state, datum);
    if (!answer.value.is_null()) {
      store_answer(state, std::move(answer));
    } else {
      clear_answer(state, datum.slug);
      complete = complete && !datum.mandatory;
    }
  }
  return complete;
}

}  // namespace tundish
