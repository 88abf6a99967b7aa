#include <algorithm>
#include <optional>
#include <string>

#include "expression/iso_date.hpp"
#include "support/decimal.hpp"
#include "support/utf8.hpp"
#include "tundish/expression.hpp"
#include "tundish/pattern.hpp"

namespace tundish {

namespace {

/// Absent, null, "", [] and {} are all the same: no answer.
bool is_empty(const Value& value) {
  if (value.is_text()) return value.text().empty();
  if (value.is_list()) return value.list().empty();
  if (value.is_object()) return value.object().empty();
  return value.is_null();
}

/// The value as one text; nothing of a list or an object.
std::optional<std::string> as_text(const Value& value) {
  if (value.is_text()) return value.text();
  if (value.is_number()) return decimal_text(value.number());
  if (value.is_boolean()) return value.boolean() ? "true" : "false";
  return std::nullopt;
}

std::optional<double> as_number(const Value& value) {
  if (value.is_number()) return value.number();
  if (value.is_text()) return parse_decimal(utf8::trim(value.text()));
  return std::nullopt;
}

/// Booleans, 1 and 0, and the words for them.
std::optional<bool> as_boolean(const Value& value) {
  if (value.is_boolean()) return value.boolean();
  const std::optional<std::string> text = as_text(value);
  if (!text) return std::nullopt;
  const std::string word = utf8::fold_case(utf8::trim(*text));
  if (word == "true" || word == "yes" || word == "1") return true;
  if (word == "false" || word == "no" || word == "0") return false;
  return std::nullopt;
}

std::optional<std::int64_t> as_date(const Value& value) {
  return value.is_text() ? parse_iso_date(utf8::trim(value.text())) : std::nullopt;
}

bool equals(const Value& a, const Value& b) {
  if (is_empty(a) || is_empty(b)) return is_empty(a) && is_empty(b);
  if (a.is_boolean() || b.is_boolean()) {
    const std::optional<bool> truth_a = as_boolean(a);
    const std::optional<bool> truth_b = as_boolean(b);
    return truth_a && truth_b && *truth_a == *truth_b;
  }
  if (a.is_list() && b.is_list()) {
    return std::equal(a.list().begin(), a.list().end(), b.list().begin(), b.list().end(), equals);
  }
  const std::optional<double> number_a = as_number(a);
  const std::optional<double> number_b = as_number(b);
  if (number_a && number_b) return *number_a == *number_b;
  const std::optional<std::string> text_a = as_text(a);
  const std::optional<std::string> text_b = as_text(b);
  return text_a && text_b ? *text_a == *text_b : a == b;
}

/// Negative, zero or positive by number, else by date; nothing when neither fits both.
std::optional<int> order(const Value& a, const Value& b) {
  const std::optional<double> number_a = as_number(a);
  const std::optional<double> number_b = as_number(b);
  if (number_a && number_b) return *number_a < *number_b ? -1 : *number_a > *number_b ? 1 : 0;
  const std::optional<std::int64_t> date_a = as_date(a);
  const std::optional<std::int64_t> date_b = as_date(b);
  if (date_a && date_b) return *date_a < *date_b ? -1 : *date_a > *date_b ? 1 : 0;
  return std::nullopt;
}

bool is_member(const Value& list, const Value& sought) {
  return std::any_of(list.list().begin(), list.list().end(),
                     [&sought](const Value& item) { return equals(item, sought); });
}

bool contains(const Value& subject, const Value& sought) {
  if (subject.is_list()) return is_member(subject, sought);
  const std::optional<std::string> text = as_text(subject);
  const std::optional<std::string> part = as_text(sought);
  return text && part && text->find(*part) != std::string::npos;
}

bool starts_with(const Value& subject, const Value& sought) {
  const std::optional<std::string> text = as_text(subject);
  const std::optional<std::string> part = as_text(sought);
  return text && part && text->compare(0, part->size(), *part) == 0;
}

bool ends_with(const Value& subject, const Value& sought) {
  const std::optional<std::string> text = as_text(subject);
  const std::optional<std::string> part = as_text(sought);
  return text && part && text->size() >= part->size() &&
         text->compare(text->size() - part->size(), part->size(), *part) == 0;
}

bool matches_pattern(const Value& subject, const Value& reg_ex) {
  const std::optional<std::string> text = as_text(subject);
  if (!text || !reg_ex.is_text()) return false;
  const Result<Pattern> pattern = parse_pattern(reg_ex.text());
  return pattern && matches(*pattern, *text);
}

bool is_before(const Value& a, const Value& b) {
  const std::optional<std::int64_t> date_a = as_date(a);
  const std::optional<std::int64_t> date_b = as_date(b);
  return date_a && date_b && *date_a < *date_b;
}

/// The word of an answer's kind: a list is an answer of several choices.
std::string_view kind_word(const Value& value) {
  if (value.is_text()) return "text";
  if (value.is_number()) return "numeric";
  if (value.is_boolean()) return "boolean";
  return value.is_list() ? "list" : "file";
}

/// The operators that are false without a subject. A negation is its twin's business.
bool compare_given(Operator operation, const Value& subject, const Value& value) {
  switch (operation) {
    case Operator::greater:
      return order(subject, value).value_or(0) > 0;
    case Operator::greater_or_equal:
      return order(subject, value).value_or(-1) >= 0;
    case Operator::less:
      return order(subject, value).value_or(0) < 0;
    case Operator::less_or_equal:
      return order(subject, value).value_or(1) <= 0;
    case Operator::contains:
      return contains(subject, value);
    case Operator::starts_with:
      return starts_with(subject, value);
    case Operator::ends_with:
      return ends_with(subject, value);
    case Operator::in_:
      return is_member(value, subject);
    case Operator::matches:
      return matches_pattern(subject, value);
    case Operator::input_type:
      return value.is_text() && value.text() == kind_word(subject);
    case Operator::before:
      return is_before(subject, value);
    case Operator::after:
      return is_before(value, subject);
    default:
      return false;
  }
}

bool compare(Operator operation, const Value& subject, const Value& value) {
  switch (operation) {
    case Operator::equal:
      return equals(subject, value);
    case Operator::not_equal:
      return !equals(subject, value);
    case Operator::empty:
      return is_empty(subject);
    case Operator::not_empty:
      return !is_empty(subject);
    case Operator::not_contains:
      return !compare(Operator::contains, subject, value);
    case Operator::not_in:
      return !compare(Operator::in_, subject, value);
    case Operator::must_be_true:
      return as_boolean(subject) == true;
    case Operator::must_be_false:
      return as_boolean(subject) == false;
    default:
      return !is_empty(subject) && !is_empty(value) && compare_given(operation, subject, value);
  }
}

bool compare_operands(const Condition& condition, const OperandLookup& lookup) {
  static const Value kAbsent;
  const auto found = [](const Value* value) -> const Value& { return value ? *value : kAbsent; };
  const Value* subject = lookup(condition.source, condition.slug);
  if (condition.value_slug.empty()) {
    return compare(condition.operation, found(subject), condition.value);
  }
  const Value kept = found(subject);  // the next lookup may end its life
  return compare(condition.operation, kept,
                 found(lookup(OperandSource::session, condition.value_slug)));
}

}  // namespace

bool holds(const Condition& condition, const OperandLookup& lookup) {
  const auto holds_too = [&lookup](const Condition& child) { return holds(child, lookup); };
  switch (condition.kind) {
    case ConditionKind::compare:
      return compare_operands(condition, lookup);
    case ConditionKind::all:
      return all_hold(condition.children, lookup);
    case ConditionKind::any:
      return std::any_of(condition.children.begin(), condition.children.end(), holds_too);
    case ConditionKind::not_:
      return !all_hold(condition.children, lookup);
    case ConditionKind::logic:
      return false;  // the parser refuses it still: not_playable_yet
  }
  return false;
}

bool all_hold(const std::vector<Condition>& conditions, const OperandLookup& lookup) {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&lookup](const Condition& condition) { return holds(condition, lookup); });
}

}  // namespace tundish
