#include <utility>

#include "logic/coercion.hpp"
#include "logic/run.hpp"
#include "support/stable_order.hpp"

namespace tundish {

namespace {

struct SortItem {
  Value value;
  Value key;
};

bool sorts_before(const void* items, std::size_t a, std::size_t b) {
  const auto& list = *static_cast<const std::vector<SortItem>*>(items);
  return sort_order(list[a].key, list[b].key) < 0;
}

bool sorts_after(const void* items, std::size_t a, std::size_t b) {
  return sorts_before(items, b, a);
}

}  // namespace

/// A null that is written in the rule, where a list or what to do with its items is wanted.
bool LogicRun::is_written_null(const LogicNode& node, std::uint32_t at) const {
  if (at >= node.count) return false;
  const LogicNode& part = program_.nodes[operand(node, at)];
  return part.operation == LogicOperator::constant && program_.constants[part.detail].is_null();
}

/// Visits the items of a list, or the values of an object, until `visit` says that it is enough.
template <class Visit>
void LogicRun::each_item(const Value& list, const Scope& scope, Visit visit) {
  Scope inside;
  inside.outer = &scope;
  inside.index = 0;
  for (const Value& item : list.list()) {
    if (!charge(1)) return;
    inside.data = &item;
    if (!visit(item, inside)) return;
    ++inside.index;
  }
  for (const Value::Member& member : list.object()) {
    if (!charge(1)) return;
    inside.data = &member.value;
    inside.key = &member.name;
    if (!visit(member.value, inside)) return;
    ++inside.index;
  }
}

Term LogicRun::run_map(const LogicNode& node, const Scope& scope) {
  if (node.is_bare || is_written_null(node, 0) || is_written_null(node, 1)) {
    return fail("Invalid Arguments");
  }
  const Term list = operand_or_null(node, 0, scope);
  if (failed_) return {};
  Value::List made;
  const auto add = [&](const Value&, const Scope& inside) {
    made.push_back(embed(operand_or_null(node, 1, inside)));
    return !failed_;
  };
  if (list->is_list() || list->is_object() || !is_truthy(*list)) {
    each_item(*list, scope, add);
  } else {
    // A lone value is a list of one.
    each_item(Value(Value::List{*list}), scope, add);
  }
  return failed_ ? Term() : Term(Value(std::move(made)));
}

Term LogicRun::run_filter(const LogicNode& node, const Scope& scope) {
  if (node.is_bare || is_written_null(node, 0) || is_written_null(node, 1)) {
    return fail("Invalid Arguments");
  }
  const Term list = operand_or_null(node, 0, scope);
  if (failed_) return {};
  Value::List kept;
  each_item(*list, scope, [&](const Value& item, const Scope& inside) {
    const bool stays = operand_is_true(node, 1, inside);
    if (!failed_ && stays) kept.push_back(keep(Term::lent(item)));
    return !failed_;
  });
  return failed_ ? Term() : Term(Value(std::move(kept)));
}

Term LogicRun::run_reduce(const LogicNode& node, const Scope& scope) {
  if (node.is_bare) return fail("Invalid Arguments");
  const Term list = operand_or_null(node, 0, scope);
  if (failed_) return {};
  Value accumulator = keep(operand_or_null(node, 2, scope));
  if (failed_) return {};
  each_item(*list, scope, [&](const Value& item, Scope inside) {
    inside.data = &accumulator;
    inside.current = &item;
    Value next = keep(operand_or_null(node, 1, inside));
    accumulator = std::move(next);
    return !failed_;
  });
  return failed_ ? Term() : Term(std::move(accumulator));
}

// `all`, `some` and `none`.
Term LogicRun::run_quantifier(const LogicNode& node, const Scope& scope) {
  if (node.is_bare) return fail("Invalid Arguments");
  const Term list = operand_or_null(node, 0, scope);
  if (failed_) return {};
  if (list->is_null()) return fail("Invalid Arguments");
  const bool wants_all = node.operation == LogicOperator::all;
  bool is_empty = true;
  bool is_decided = false;
  each_item(*list, scope, [&](const Value&, const Scope& inside) {
    is_empty = false;
    is_decided = operand_is_true(node, 1, inside) != wants_all && !failed_;
    return !failed_ && !is_decided;
  });
  if (failed_) return {};
  if (wants_all) return Value(!is_empty && !is_decided);
  return Value(is_decided == (node.operation == LogicOperator::some));
}

Term LogicRun::run_sort(const LogicNode& node, const Scope& scope) {
  const Term list = operand_or_null(node, 0, scope);
  const Term ascending = operand_or_null(node, 1, scope);
  if (failed_) return {};
  if (list->is_null() && !node.is_bare && node.count > 0) return {};
  if (!list->is_list()) return fail("Invalid Arguments");
  std::vector<SortItem> items;
  items.reserve(list->list().size());
  each_item(*list, scope, [&](const Value& item, const Scope& inside) {
    Value value = keep(Term::lent(item));
    Value key = node.count > 2 ? keep(evaluate(operand(node, 2), inside)) : value;
    items.push_back(SortItem{std::move(value), std::move(key)});
    return charge(8) && !failed_;
  });
  if (failed_) return {};
  const bool descends = ascending->is_boolean() && !ascending->boolean();
  Value::List sorted;
  sorted.reserve(items.size());
  for (const std::uint32_t at :
       stable_order(items.size(), &items, descends ? sorts_after : sorts_before)) {
    sorted.push_back(std::move(items[at].value));
  }
  return Value(std::move(sorted));
}

}  // namespace tundish
