#include "simulate/compared.hpp"

#include <algorithm>

#include "analyze/places.hpp"
#include "logic/program.hpp"
#include "run/subfunnel.hpp"
#include "tundish/logic.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMostValues = 24;

/// The numbers and texts in what a rule is written with.
void find_constants(const Value& constant, std::vector<Value>& found) {
  if (found.size() >= kMostValues) return;
  if (constant.is_number() || constant.is_text() || constant.is_boolean()) {
    found.push_back(constant);
  }
  for (const Value& one : constant.list()) {
    if (!one.is_list()) find_constants(one, found);
  }
}

}  // namespace

Compared::Compared(const Definition& definition) {
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    const Layer& layer = definition.layers[i];
    const std::string_view scope = scope_of(layer.id);
    const auto visit = [&](const Condition& one, const std::string&) { add(one, scope); };
    for (const ConditionPlace& place : conditions_on(layer, i)) {
      each_condition(*place.conditions, {}, visit);
    }
    for (const WayPlace& place : ways_of(layer, i)) {
      for (const Jump& jump : place.ways->jumps) each_condition(jump.conditions, {}, visit);
    }
    for (const Calculation& one : layer.calculations) add(one.logic, scope);
    for (const Action& one : layer.actions) add(one.calculation.logic, scope);
  }
}

void Compared::add(const Condition& condition, std::string_view scope) {
  if (condition.kind == ConditionKind::logic) return add(condition.logic, scope);
  const Key key{condition.source, condition.slug};
  values_[key];
  if (!condition.value_slug.empty()) values_[Key{OperandSource::session, condition.value_slug}];
  const bool truth = condition.operation == Operator::must_be_true ||
                     condition.operation == Operator::must_be_false;
  if (truth) {
    add_one(key, true);
    add_one(key, false);
  }
  for (const Value& one : condition.value.list()) add_near(key, one);
  if (!condition.value.is_list()) add_near(key, condition.value);
}

void Compared::add(const Logic& logic, std::string_view scope) {
  // The player's build compiles a rule when it is needed.
  const Result<CompiledLogic> compiled =
      logic.program ? Result<CompiledLogic>(CompiledLogic(logic.program)) : parse_logic(logic.rule);
  if (!compiled) return;
  std::vector<Value> constants;
  for (const Value& one : (**compiled).constants) find_constants(one, constants);
  for (const std::string& name : reads_of(*compiled).names) {
    const Key key{OperandSource::session, std::string(scope).append(name)};
    values_[key];
    for (const Value& one : constants) add_near(key, one);
  }
}

void Compared::add_near(const Key& key, const Value& value) {
  if (value.is_null() || value.is_object() || value.is_list()) return;
  add_one(key, value);
  if (!value.is_number()) return;
  add_one(key, value.number() - 1);
  add_one(key, value.number() + 1);
}

void Compared::add_one(const Key& key, Value value) {
  std::vector<Value>& known = values_[key];
  const bool there = std::find(known.begin(), known.end(), value) != known.end();
  if (!there && known.size() < kMostValues) known.push_back(std::move(value));
}

std::vector<Value> Compared::with(OperandSource source, std::string_view slug) const {
  const auto at = values_.find(Key{source, std::string(slug)});
  return at == values_.end() ? std::vector<Value>() : at->second;
}

bool Compared::reads(OperandSource source) const { return !names(source).empty(); }

std::vector<std::string> Compared::names(OperandSource source) const {
  std::vector<std::string> names;
  for (const auto& [key, values] : values_) {
    if (key.first == source) names.push_back(key.second);
  }
  return names;
}

}  // namespace tundish
