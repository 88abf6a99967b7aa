#include <utility>

#include "logic/coercion.hpp"
#include "logic/run.hpp"
#include "support/decimal.hpp"

namespace tundish {

namespace {

/// The scope so far up; the outermost one when there is nothing further.
const LogicScope& climbed(const LogicScope& scope, std::uint32_t frames) {
  const LogicScope* at = &scope;
  for (; frames > 0 && at->outer; --frames) at = at->outer;
  return *at;
}

const Value* step_down(const Value& value, const PathStep& step) {
  if (value.is_object()) return value.find(step.name);
  if (!value.is_list() || step.index < 0) return nullptr;
  const auto index = static_cast<std::size_t>(step.index);
  return index < value.list().size() ? &value.list()[index] : nullptr;
}

/// The path of a `val` whose keys were computed: a list of one number first says how far up.
LogicPath path_of_keys(const std::vector<Term>& keys) {
  LogicPath path;
  std::size_t at = 0;
  if (!keys.empty() && keys[0]->is_list() && keys[0]->list().size() == 1) {
    const double level = to_number(keys[0]->list()[0]).value_or(0);
    const double up = level < 0 ? -level : level;
    path.climb = up < 1000 ? static_cast<std::uint32_t>(up) : 1000;
    at = 1;
  }
  for (; at < keys.size(); ++at) path.steps.push_back(to_step(key_text(*keys[at])));
  return path;
}

}  // namespace

const Value* LogicRun::glimpse(const LogicNode& part, const Scope& scope) const {
  static const Value kNull;
  if (part.operation == LogicOperator::constant) return &program_.constants[part.detail];
  if (part.operation != LogicOperator::path || part.count > 0) return nullptr;
  const LogicPath& path = program_.paths[part.detail];
  if (path.climb > 0 || path.asks_presence || scope.current) return nullptr;
  const Value* value = scope.data;
  std::size_t at = 0;
  if (scope.slots && path.slot >= 0) {
    value = scope.slots[path.slot];
    at = 1;
  } else if (!value) {
    return nullptr;
  }
  for (; at < path.steps.size() && value; ++at) value = step_down(*value, path.steps[at]);
  return value ? value : &kNull;
}

bool LogicRun::find(const LogicPath& path, const Scope& scope, Term& found) {
  if (path.climb % 2 == 1 && path.steps.size() == 1) {
    const Scope& iterated = climbed(scope, path.climb / 2);
    if (iterated.index >= 0 && path.steps[0].name == "index") {
      found = Value(static_cast<double>(iterated.index));
      return true;
    }
    if (iterated.key && path.steps[0].name == "key") {
      found = Value(*iterated.key);
      return true;
    }
  }
  return find_below(path, climbed(scope, (path.climb + 1) / 2), found);
}

bool LogicRun::find_below(const LogicPath& path, const Scope& scope, Term& found) {
  const Value* value = scope.data;
  std::size_t at = 0;
  const bool is_slot = scope.slots && path.slot >= 0;
  if (is_slot) {
    value = scope.slots[path.slot];
    if (!value) return false;
    at = 1;
  } else if (scope.names) {
    // To a host the name "" is the whole; it has no member of that name.
    if (!path.steps.empty() && path.steps[0].name.empty()) return false;
    value = (*scope.names)(path.steps.empty() ? std::string_view() : path.steps[0].name);
    if (!value) return false;
    at = 1;
  } else if (scope.current) {
    if (path.steps.empty()) {
      Value both;
      both.set("accumulator", embed(Term::lent(*scope.data)));
      both.set("current", embed(Term::lent(*scope.current)));
      found = std::move(both);
      return true;
    }
    const std::string& name = path.steps[0].name;
    if (name != "accumulator" && name != "current") return false;
    value = name == "current" ? scope.current : scope.data;
    at = 1;
  }
  for (; at < path.steps.size() && value; ++at) value = step_down(*value, path.steps[at]);
  if (!value) return false;
  found = Term::lent(*value);
  // What a host finds lives until it is asked again.
  if (scope.names && !is_slot) found = keep(std::move(found));
  return true;
}

Term LogicRun::run_path(const LogicNode& node, const Scope& scope) {
  const LogicPath& path = program_.paths[node.detail];
  Term found;
  const bool is_there = find(path, scope, found);
  if (path.asks_presence) return Value(is_there);
  return is_there ? found : operand_or_null(node, 0, scope);
}

Term LogicRun::run_var(const LogicNode& node, const Scope& scope) {
  std::vector<Term> terms;
  if (node.is_bare) {
    terms = operands(node, scope);
  } else {
    terms.push_back(operand_or_null(node, 0, scope));
  }
  if (failed_) return {};
  Term found;
  if (find(path_of_key(terms.empty() ? Value() : *terms[0]), scope, found)) return found;
  if (!node.is_bare) return operand_or_null(node, 1, scope);
  return terms.size() > 1 ? std::move(terms[1]) : Term();
}

Term LogicRun::run_val(const LogicNode& node, const Scope& scope) {
  const std::vector<Term> terms = operands(node, scope);
  if (failed_) return {};
  Term found;
  const bool is_there = find(path_of_keys(terms), scope, found);
  if (node.operation == LogicOperator::exists) return Value(is_there);
  return found;
}

Term LogicRun::run_missing(const LogicNode& node, const Scope& scope) {
  const std::vector<Term> terms = operands(node, scope);
  if (failed_) return {};
  if (!terms.empty() && terms[0]->is_list()) return missing_of(terms[0]->list(), scope);
  Value::List keys;
  for (const Term& term : terms) keys.push_back(keep(Term::lent(*term)));
  return missing_of(keys, scope);
}

Term LogicRun::missing_of(const Value::List& keys, const Scope& scope) {
  Value::List missing;
  for (const Value& key : keys) {
    if (!charge(1)) return {};
    Term found;
    const bool is_there = find(path_of_key(key), scope, found);
    const bool is_given = is_there && !found->is_null() && !(*found == Value(""));
    if (!is_given) missing.push_back(keep(Term::lent(key)));
  }
  return failed_ ? Term() : Term(Value(std::move(missing)));
}

Term LogicRun::run_missing_some(const LogicNode& node, const Scope& scope) {
  const std::vector<Term> terms = operands(node, scope);
  if (failed_) return {};
  if (terms.size() < 2 || !terms[1]->is_list()) return fail("Invalid Arguments");
  Term missing = missing_of(terms[1]->list(), scope);
  if (failed_) return {};
  const std::size_t given = terms[1]->list().size() - missing->list().size();
  const double wanted = to_number(*terms[0]).value_or(0);
  return static_cast<double>(given) >= wanted ? Term(Value(Value::List())) : std::move(missing);
}

}  // namespace tundish
