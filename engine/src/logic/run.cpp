#include "logic/run.hpp"

#include <algorithm>
#include <utility>

#include "logic/coercion.hpp"

namespace tundish {

Term LogicRun::evaluate(std::uint32_t node, const Scope& scope) {
  const LogicNode& part = program_.nodes[node];
  if (part.operation != LogicOperator::constant && !charge(1)) return {};
  return dispatch(part, scope);
}

LogicResult LogicRun::finish(Term term) {
  if (!failed_) {
    Value value = keep(std::move(term));
    if (!failed_) return {std::move(value), false};
  }
  return {std::move(error_), true};
}

Term LogicRun::dispatch(const LogicNode& node, const Scope& scope) {
  switch (node.operation) {
    case LogicOperator::constant:
      return Term::lent(program_.constants[node.detail]);
    case LogicOperator::list:
      return run_list(node, scope);
    case LogicOperator::path:
      return run_path(node, scope);
    case LogicOperator::unknown:
      return fail("Unknown Operator");
    case LogicOperator::var:
      return run_var(node, scope);
    case LogicOperator::val:
    case LogicOperator::exists:
      return run_val(node, scope);
    case LogicOperator::missing:
      return run_missing(node, scope);
    case LogicOperator::missing_some:
      return run_missing_some(node, scope);
    case LogicOperator::if_:
      return run_if(node, scope);
    case LogicOperator::and_:
    case LogicOperator::or_:
    case LogicOperator::coalesce:
      return run_first(node, scope);
    case LogicOperator::not_:
      return Value(!operand_is_true(node, 0, scope));
    case LogicOperator::truthy:
      return Value(operand_is_true(node, 0, scope));
    case LogicOperator::try_:
      return run_try(node, scope);
    case LogicOperator::throw_:
      return run_throw(node, scope);
    case LogicOperator::equal:
    case LogicOperator::not_equal:
    case LogicOperator::strict_equal:
    case LogicOperator::strict_not_equal:
    case LogicOperator::less:
    case LogicOperator::less_or_equal:
    case LogicOperator::greater:
    case LogicOperator::greater_or_equal:
      return Value(compare(node, scope));
    case LogicOperator::plus:
    case LogicOperator::minus:
    case LogicOperator::times:
    case LogicOperator::divide:
    case LogicOperator::modulo:
      return run_arithmetic(node, scope);
    case LogicOperator::max:
    case LogicOperator::min:
      return run_extreme(node, scope);
    case LogicOperator::cat:
      return run_cat(node, scope);
    case LogicOperator::substr:
      return run_substr(node, scope);
    case LogicOperator::length:
      return run_length(node, scope);
    case LogicOperator::slice:
      return run_slice(node, scope);
    case LogicOperator::in:
      return run_in(node, scope);
    case LogicOperator::merge:
      return run_merge(node, scope);
    case LogicOperator::sort:
      return run_sort(node, scope);
    case LogicOperator::map:
      return run_map(node, scope);
    case LogicOperator::filter:
      return run_filter(node, scope);
    case LogicOperator::reduce:
      return run_reduce(node, scope);
    case LogicOperator::all:
    case LogicOperator::some:
    case LogicOperator::none:
      return run_quantifier(node, scope);
    case LogicOperator::preserve:
    case LogicOperator::log:
      break;
  }
  return operand_or_null(node, 0, scope);
}

Term LogicRun::run_list(const LogicNode& node, const Scope& scope) {
  Value::List items;
  items.reserve(node.count);
  for (std::uint32_t at = 0; at < node.count; ++at) {
    items.push_back(embed(evaluate(operand(node, at), scope)));
    if (failed_) return {};
  }
  return Value(std::move(items));
}

Term LogicRun::run_if(const LogicNode& node, const Scope& scope) {
  if (node.is_bare) return fail("Invalid Arguments");
  std::uint32_t at = 0;
  for (; at + 1 < node.count; at += 2) {
    const bool holds = is_true(operand(node, at), scope);
    if (failed_) return {};
    if (holds) return evaluate(operand(node, at + 1), scope);
  }
  return operand_or_null(node, at, scope);
}

// `and`, `or` and `??` give the first operand that decides, else the last.
Term LogicRun::run_first(const LogicNode& node, const Scope& scope) {
  if (node.is_bare) return fail("Invalid Arguments");
  if (node.count == 0) return node.operation == LogicOperator::coalesce ? Value() : Value(false);
  for (std::uint32_t at = 0;; ++at) {
    Term value = evaluate(operand(node, at), scope);
    if (failed_ || at + 1 == node.count) return value;
    const bool decides = node.operation == LogicOperator::coalesce ? !value->is_null()
                         : node.operation == LogicOperator::or_    ? is_truthy(*value)
                                                                   : !is_truthy(*value);
    if (decides) return value;
  }
}

Term LogicRun::run_try(const LogicNode& node, const Scope& scope) {
  if (node.count == 0) return fail("Invalid Arguments");
  Term value = evaluate(operand(node, 0), scope);
  for (std::uint32_t at = 1; at < node.count && failed_ && !is_final_; ++at) {
    const Value caught = std::exchange(error_, Value());
    failed_ = false;
    Scope inside;
    inside.outer = &scope;
    inside.data = &caught;
    // What it gives may lie in the error, which ends here.
    value = keep(evaluate(operand(node, at), inside));
  }
  return value;
}

Term LogicRun::run_throw(const LogicNode& node, const Scope& scope) {
  Term thrown = operand_or_null(node, 0, scope);
  if (failed_) return {};
  Value error;
  if (thrown->is_object()) {
    error = keep(std::move(thrown));
  } else {
    error.set("type", keep(std::move(thrown)));
  }
  if (failed_) return {};
  failed_ = true;
  error_ = std::move(error);
  return {};
}

bool LogicRun::compare(const LogicNode& node, const Scope& scope) {
  if (node.is_bare || node.count < 2) {
    fail("Invalid Arguments");
    return false;
  }
  Term rooms[2];
  const Value* before = &value_of(operand(node, 0), scope, rooms[0]);
  for (std::uint32_t at = 1; at < node.count && !failed_; ++at) {
    const Value& value = value_of(operand(node, at), scope, rooms[at % 2]);
    if (failed_) return false;
    std::optional<bool> holds;
    if (node.operation == LogicOperator::strict_equal) {
      holds = *before == value;
    } else if (node.operation == LogicOperator::strict_not_equal) {
      holds = !(*before == value);
    } else {
      holds = compare_loosely(node.operation, *before, value);
    }
    if (!holds) fail("NaN");
    if (!holds || !*holds) return false;
    before = &value;
  }
  return !failed_;
}

bool LogicRun::is_true(std::uint32_t node, const Scope& scope) {
  const LogicNode& part = program_.nodes[node];
  if (is_comparison(part.operation)) return charge(1) && compare(part, scope);
  switch (part.operation) {
    case LogicOperator::and_:
    case LogicOperator::or_: {
      if (part.is_bare || part.count == 0) break;
      if (!charge(1)) return false;
      const bool decides = part.operation == LogicOperator::or_;
      for (std::uint32_t at = 0; at < part.count; ++at) {
        const bool is = is_true(operand(part, at), scope);
        if (failed_ || is == decides) return !failed_ && decides;
      }
      return !decides;
    }
    case LogicOperator::not_:
      if (!charge(1)) return false;
      return !operand_is_true(part, 0, scope) && !failed_;
    default:
      break;
  }
  Term room;
  const Value& value = value_of(node, scope, room);
  return !failed_ && is_truthy(value);
}

bool LogicRun::operand_is_true(const LogicNode& node, std::uint32_t at, const Scope& scope) {
  return at < node.count && is_true(operand(node, at), scope);
}

const Value& LogicRun::value_of(std::uint32_t node, const Scope& scope, Term& room) {
  const LogicNode& part = program_.nodes[node];
  if (const Value* lying = glimpse(part, scope)) {
    charge(1);
    return *lying;
  }
  room = evaluate(node, scope);
  return *room;
}

Term LogicRun::operand_or_null(const LogicNode& node, std::uint32_t at, const Scope& scope) {
  return at < node.count ? evaluate(operand(node, at), scope) : Term();
}

std::vector<Term> LogicRun::operands(const LogicNode& node, const Scope& scope) {
  std::vector<Term> terms;
  for (std::uint32_t at = 0; at < node.count && !failed_; ++at) {
    terms.push_back(evaluate(operand(node, at), scope));
  }
  if (failed_ || !node.is_bare || !terms[0]->is_list()) return terms;
  const Term list = std::move(terms[0]);
  terms.clear();
  for (const Value& item : list->list()) {
    // The items of a list of one's own end with it.
    terms.push_back(list.is_lent() ? Term::lent(item) : Term(keep(Term::lent(item))));
  }
  return terms;
}

Term LogicRun::fail(std::string_view type) {
  if (failed_) return {};
  failed_ = true;
  error_ = Value();
  error_.set("type", type);
  return {};
}

Term LogicRun::fail_for_good() {
  failed_ = false;
  is_final_ = true;
  return fail("Limit");
}

bool LogicRun::charge(std::size_t steps) {
  steps_ += steps;
  if (steps_ > kMaxLogicSteps) fail_for_good();
  return !failed_;
}

/// How deep the value is; what it holds is charged.
int LogicRun::weigh(const Value& value) {
  charge(1 + value.text().size() / 32);
  int deepest = 0;
  for (const Value& item : value.list()) {
    if (failed_) return 0;
    deepest = std::max(deepest, weigh(item));
  }
  for (const Value::Member& member : value.object()) {
    if (failed_) return 0;
    deepest = std::max(deepest, weigh(member.value));
  }
  return value.is_list() || value.is_object() ? deepest + 1 : 0;
}

Value LogicRun::keep(Term term) {
  if (failed_) return {};
  if (!term.is_lent()) return std::move(term.own());
  weigh(*term);
  return failed_ ? Value() : *term;
}

Value LogicRun::embed(Term term) {
  if (failed_) return {};
  if (weigh(*term) >= kMaxLogicValueDepth) fail_for_good();
  if (failed_) return {};
  return term.is_lent() ? *term : std::move(term.own());
}

Term LogicRun::make_text(std::string text) {
  if (text.size() > kMaxLogicBytes || !charge(text.size() / 32)) return fail_for_good();
  return Value(std::move(text));
}

}  // namespace tundish
