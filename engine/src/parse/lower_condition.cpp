#include <algorithm>
#include <utility>

#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/pointer.hpp"
#include "tundish/logic.hpp"

namespace tundish {

using json::Kind;

namespace {

// What the value of an operator must be.
enum class Wanted { anything, nothing, list, text, order };

Wanted value_of(Operator operation) {
  switch (operation) {
    case Operator::empty:
    case Operator::not_empty:
    case Operator::must_be_true:
    case Operator::must_be_false:
      return Wanted::nothing;
    case Operator::in_:
    case Operator::not_in:
      return Wanted::list;
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::matches:
    case Operator::input_type:
    case Operator::before:
    case Operator::after:
      return Wanted::text;
    case Operator::greater:
    case Operator::greater_or_equal:
    case Operator::less:
    case Operator::less_or_equal:
      return Wanted::order;
    case Operator::equal:
    case Operator::not_equal:
    case Operator::contains:
    case Operator::not_contains:
      break;
  }
  return Wanted::anything;
}

// Why a value of that kind does not fit; empty when it does.
std::string_view mismatch(Wanted wanted, Kind kind) {
  if (wanted == Wanted::list && kind != Kind::list) return "a list";
  if (wanted == Wanted::text && kind != Kind::text) return "text";
  if (wanted == Wanted::order && kind != Kind::text && kind != Kind::number) {
    return "a number, or an ISO date as text";
  }
  return {};
}

// Where a pointer leads from a value, or the deepest value on its way.
const json::Node& deepest(const json::Node& root, std::string_view pointer) {
  const json::Node* at = &root;
  for (const std::string& token : pointer_tokens(pointer)) {
    const auto index = pointer_index(token);
    const json::Node* next = at->kind == Kind::object             ? member(*at, token)
                             : index && *index < at->items.size() ? &at->items[*index]
                                                                  : nullptr;
    if (!next) break;
    at = next;
  }
  return *at;
}

// What the lean engine looks at.
[[maybe_unused]] bool is_usual(OperandSource source) {
  return source == OperandSource::session || source == OperandSource::channel ||
         source == OperandSource::language || source == OperandSource::visited ||
         source == OperandSource::score;
}

// What the slug of a comparison names; empty: the source is one value.
std::string_view named_by(OperandSource source) {
  switch (source) {
    case OperandSource::session:
      return "the name of the answer that it looks at";
    case OperandSource::initial:
      return "for the source initial the slug of the initial data";
    case OperandSource::contact:
      return "for the source contact the name of an attribute";
    case OperandSource::auth:
      return "for the source auth authenticated or method";
    case OperandSource::device:
      return "for the source device language, device_type, os or browser";
    case OperandSource::endpoint:
      return "for the source endpoint the id of a component or action";
    case OperandSource::visited:
      return "for the source visited a layer's id";
    case OperandSource::experiment:
      return "for the source experiment its name";
    case OperandSource::channel:
    case OperandSource::language:
    case OperandSource::score:
    case OperandSource::now:
      break;
  }
  return {};
}

}  // namespace

std::vector<Condition> Lowering::lower_conditions(const Node& at) {
  std::vector<Condition> conditions;
  for (const Node& item : at.items) {
    if (auto condition = lower_condition(item)) conditions.push_back(std::move(*condition));
  }
  return conditions;
}

std::optional<Condition> Lowering::lower_condition(const Node& at) {
  if (at.kind == Kind::list) {
    Condition group;
    group.kind = ConditionKind::all;
    group.children = lower_conditions(at);
    return group;
  }
  if (at.kind != Kind::object) return std::nullopt;
  if (member(at, "all") || member(at, "any") || member(at, "not")) return lower_group(at);
  const Node* rule = kLean ? nullptr : member(at, "logic");
  if (!rule) return lower_comparison(at);
  Condition condition;
  condition.kind = ConditionKind::logic;
  condition.logic = lower_logic(*rule);
  return condition;
}

std::optional<Condition> Lowering::lower_group(const Node& at) {
  Condition group;
  for (const ConditionKind kind : {ConditionKind::all, ConditionKind::any}) {
    const Node* list = member(at, to_text(kind), Kind::list);
    if (!list) continue;
    group.kind = kind;
    group.children = lower_conditions(*list);
    return group;
  }
  const Node* denied = member(at, "not");
  if (!denied) return std::nullopt;
  auto child = lower_condition(*denied);
  if (!child) return std::nullopt;
  group.kind = ConditionKind::not_;
  group.children.push_back(std::move(*child));
  return group;
}

Condition Lowering::lower_comparison(const Node& at) {
  Condition condition;
  condition.source = word_in(at, "source", OperandSource::session);
  if (kLean && !is_usual(condition.source)) findings_.need_full_engine();
  read_operand(at, condition);
  if (const Node* value = member(at, "value")) {
    if (value->kind == Kind::object) {
      condition.value_slug = text_in(*value, "slug");
    } else {
      condition.value = json::to_value(*value);
    }
  }
  if (from_text(text_in(at, "operator"), condition.operation)) {
    if constexpr (!kTerse) check_value(at, condition.operation);
    if (kLean && condition.operation == Operator::matches) findings_.need_full_engine();
  }
  return condition;
}

Logic Lowering::lower_logic(const Node& at) {
  Logic logic;
  logic.rule = json::to_value(at);
  if constexpr (!kTerse) {
    check_rule(at, logic);
    if (const auto compiled = parse_logic(logic.rule)) logic.program = compiled->program();
  }
  return logic;
}

void Lowering::check_rule(const Node& at, const Logic& logic) {
  for (const Diagnostic& fault : check_logic(logic.rule)) {
    findings_.error(fault.code, deepest(at, fault.place.pointer), "{}", {fault.sentence});
  }
}

void Lowering::read_operand(const Node& at, Condition& condition) {
  const Node* slug = member(at, "slug", Kind::text);
  const std::string_view what = named_by(condition.source);
  if (!what.empty()) {
    if (slug) condition.slug = slug->text;
    if (slug && condition.source == OperandSource::visited) resolve(*slug);
    if (slug && !kTerse) check_slug_word(*slug, slug->text, condition.source);
    if (!member(at, "slug") && member(at, "operator")) {
      findings_.error("missing_property", at, "A comparison needs `slug`, {}.", {what});
    }
  } else if (slug && slug->text != to_text(condition.source)) {
    findings_.error("misplaced_property", *slug, "The source {} has no `slug`: it is one value.",
                    {to_text(condition.source)});
  }
}

// Of a device and of an authentication only these things are known.
void Lowering::check_slug_word(const Node& at, std::string_view word, OperandSource source) {
  Words words;
  if (source == OperandSource::auth) words = {"authenticated", "method"};
  if (source == OperandSource::device) words = {"language", "device_type", "os", "browser"};
  if (words.empty() || std::find(words.begin(), words.end(), word) != words.end()) return;
  findings_.error("unknown_word", at, "Of {} is known {}, not {q}.{}",
                  {source == OperandSource::auth ? "an authentication" : "a device", listed(words),
                   word, suggestion(word, words)});
}

void Lowering::check_value(const Node& at, Operator operation) {
  const Wanted wanted = value_of(operation);
  const Node* value = member(at, "value");
  const bool takes_null = operation == Operator::equal || operation == Operator::not_equal;
  if (!value) {
    if (wanted == Wanted::nothing || takes_null) return;
    findings_.error("missing_property", at, "The operator {q} needs a `value`.",
                    {to_text(operation)});
    return;
  }
  if (wanted == Wanted::nothing) {
    findings_.error("misplaced_property", *value, "The operator {q} has no `value`.",
                    {to_text(operation)});
    return;
  }
  if (value->kind == Kind::object) return;
  const std::string_view right = mismatch(wanted, value->kind);
  if (!right.empty()) {
    findings_.error("wrong_type", *value, "The `value` of the operator {q} must be {}.",
                    {to_text(operation), right});
  } else if (operation == Operator::matches) {
    check_pattern_text(*value);
  }
}

}  // namespace tundish
