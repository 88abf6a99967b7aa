#include <string>

#include "run/admission.hpp"
#include "run/experiment.hpp"
#include "run/initial.hpp"
#include "run/operands.hpp"
#include "run/subfunnel.hpp"
#include "values/calendar.hpp"

namespace tundish {

namespace {

Value member_of(const Value& object, std::string_view name) {
  const Value* member = object.find(name);
  return member ? *member : Value();
}

/// A moment as a date-time in UTC.
std::string instant_text(std::int64_t at_ms) {
  constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;
  const std::int64_t of_day = (at_ms % kDayMs + kDayMs) % kDayMs;
  std::string text = date_at(at_ms, 0);
  if (text.empty()) return text;
  text += "T00:00:00.000Z";
  const auto put = [&text](std::size_t from_end, std::int64_t number, std::size_t digits) {
    for (std::size_t i = 0; i < digits; ++i, number /= 10) {
      text[text.size() - from_end - i] = static_cast<char>('0' + number % 10);
    }
  };
  put(2, of_day % 1000, 3);
  put(6, of_day / 1000 % 60, 2);
  put(9, of_day / 60'000 % 60, 2);
  put(12, of_day / 3'600'000, 2);
  return text;
}

Value contact_of(const State& state) {
  Value contact = state.header.contact;
  for (const Value::Member& one : state.contact.object()) contact.set(one.name, one.value);
  return contact;
}

Value auth_of(const State& state) {
  Value auth;
  auth.set("authenticated", is_authenticated(state));
  const std::optional<Authentication>& proven = state.auth ? state.auth : state.header.auth;
  if (proven) auth.set("method", proven->method);
  return auth;
}

Value variant_in(const Definition& definition, const State& state, std::string_view experiment) {
  const Jump* jump = find_experiment(definition, experiment);
  const Variant* variant = jump ? variant_of(state.header.session, *jump) : nullptr;
  return variant ? Value(variant->name) : Value();
}

Value initial_data_of(const Funnel& funnel, const State& state, std::string_view scope) {
  Value data;
  for (const Layer& layer : funnel->layers) {
    for (const InitialDatum& datum : layer.initial_data) {
      if (scope_of(datum.slug) != scope) continue;
      Value value = initial_value(funnel, state, datum.slug);
      if (!value.is_null()) data.set(own_name(datum.slug), std::move(value));
    }
  }
  return data;
}

}  // namespace

const Value* Operands::find_wide(OperandSource source, std::string_view slug) {
  switch (source) {
    case OperandSource::initial:
      return keep(initial_value(funnel_, state_, slug));
    case OperandSource::contact:
      return keep(member_of(contact_of(state_), slug));
    case OperandSource::auth:
      return keep(member_of(auth_of(state_), slug));
    case OperandSource::device:
      return keep(member_of(state_.header.device, slug));
    case OperandSource::endpoint:
      return keep(member_of(state_.outcomes, slug));
    case OperandSource::experiment:
      return keep(variant_in(*funnel_, state_, slug));
    default:  // now: the others were looked for before
      return keep(instant_text(state_.last_at_ms));
  }
}

const Value* Operands::find_wide_name(std::string_view name) {
  if (name == "contact") return keep(contact_of(state_));
  if (name == "auth") return keep(auth_of(state_));
  if (name == "device") return keep(state_.header.device);
  if (name != "initial" || state_.layer == kNoLayer) return nullptr;
  const Layer& here = funnel_->layers[static_cast<std::size_t>(state_.layer)];
  return keep(initial_data_of(funnel_, state_, scope_of(here.id)));
}

}  // namespace tundish
