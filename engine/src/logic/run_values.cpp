#include <algorithm>
#include <cmath>
#include <utility>

#include "logic/coercion.hpp"
#include "logic/run.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

double combine(LogicOperator operation, double left, double right) {
  switch (operation) {
    case LogicOperator::plus:
      return left + right;
    case LogicOperator::minus:
      return left - right;
    case LogicOperator::times:
      return left * right;
    case LogicOperator::divide:
      return left / right;
    default:
      return std::fmod(left, right);
  }
}

std::size_t least_operands(LogicOperator operation) {
  if (operation == LogicOperator::modulo) return 2;
  return operation == LogicOperator::plus || operation == LogicOperator::times ? 0 : 1;
}

/// The places of the code points of a text, and its end.
std::vector<std::size_t> places_of(const std::string& text) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins) places.push_back(at);
  }
  places.push_back(text.size());
  return places;
}

constexpr std::int64_t kFar = 1'000'000'000;

/// A whole number; what is further away than any list is long is as far as that.
std::int64_t to_place(double number) {
  if (number >= static_cast<double>(kFar)) return kFar;
  if (number <= -static_cast<double>(kFar)) return -kFar;
  return static_cast<std::int64_t>(number);
}

/// Where a slice begins, ends and how it walks, for a list of that size.
struct SliceRange {
  std::int64_t start, end, step;
};

std::vector<std::size_t> places_in(SliceRange range) {
  std::vector<std::size_t> places;
  for (std::int64_t at = range.start; range.step > 0 ? at < range.end : at > range.end;
       at += range.step) {
    places.push_back(static_cast<std::size_t>(at));
  }
  return places;
}

SliceRange range_of(std::int64_t size, std::optional<std::int64_t> start,
                    std::optional<std::int64_t> end, std::int64_t step) {
  const std::int64_t first = step > 0 ? 0 : -1;
  const std::int64_t last = step > 0 ? size : size - 1;
  const auto place = [&](std::int64_t at) {
    return std::clamp(at < 0 ? at + size : at, first, last);
  };
  return {start ? place(*start) : (step > 0 ? first : last),
          end ? place(*end) : (step > 0 ? last : first), step};
}

}  // namespace

Term LogicRun::run_arithmetic(const LogicNode& node, const Scope& scope) {
  const LogicOperator operation = node.operation;
  std::size_t count = 0;
  bool is_number = true;
  bool begins_with_a_value = true;
  double result = operation == LogicOperator::times ? 1 : 0;
  each_operand(node, scope, [&](const Value& value) {
    const std::optional<double> number = to_number(value);
    const bool is_zero_divisor = operation == LogicOperator::divide && count > 0 && number == 0.0;
    if (count == 0) begins_with_a_value = !value.is_list() && !value.is_object();
    is_number = is_number && number && !is_zero_divisor;
    if (is_number) result = count == 0 ? *number : combine(operation, result, *number);
    ++count;
  });
  if (failed_) return {};
  if (begins_with_a_value && count < least_operands(operation)) return fail("Invalid Arguments");
  if (count == 1 && operation == LogicOperator::minus) result = -result;
  if (count == 1 && operation == LogicOperator::divide) result = 1 / result;
  if (!is_number || !(result - result == 0)) return fail("NaN");
  return Value(result);
}

Term LogicRun::run_extreme(const LogicNode& node, const Scope& scope) {
  bool is_number = true;
  std::optional<double> found;
  each_operand(node, scope, [&](const Value& value) {
    is_number = is_number && value.is_number();
    const bool is_better =
        !found ||
        (node.operation == LogicOperator::max ? value.number() > *found : value.number() < *found);
    if (is_better) found = value.number();
  });
  if (failed_) return {};
  return is_number && found ? Term(*found) : fail("Invalid Arguments");
}

Term LogicRun::run_cat(const LogicNode& node, const Scope& scope) {
  std::string text;
  each_operand(node, scope, [&](const Value& value) {
    if (text.size() > kMaxLogicBytes) return;
    if (value.is_text()) {
      text += value.text();
    } else {
      if (value.is_list()) weigh(value);
      text += to_plain_text(value);
    }
  });
  return failed_ ? Term() : make_text(std::move(text));
}

Term LogicRun::run_substr(const LogicNode& node, const Scope& scope) {
  const std::vector<Term> terms = operands(node, scope);
  if (failed_) return {};
  if (terms.empty()) return fail("Invalid Arguments");
  const std::string text = to_plain_text(*terms[0]);
  const std::vector<std::size_t> places = places_of(text);
  if (!charge(places.size() / 16)) return {};
  const auto size = static_cast<std::int64_t>(places.size()) - 1;
  const auto number = [&](std::size_t at) { return to_place(to_number(*terms[at]).value_or(0)); };
  std::int64_t from = terms.size() > 1 ? number(1) : 0;
  from = from < 0 ? std::max<std::int64_t>(size + from, 0) : std::min(from, size);
  std::int64_t end = size;
  if (terms.size() > 2 && !terms[2]->is_null()) {
    const std::int64_t length = number(2);
    end = length < 0 ? size + length : std::min(size, from + length);
  }
  if (end <= from) return Value("");
  const std::size_t first = places[static_cast<std::size_t>(from)];
  return make_text(text.substr(first, places[static_cast<std::size_t>(end)] - first));
}

Term LogicRun::run_length(const LogicNode& node, const Scope& scope) {
  const Term value = operand_or_null(node, 0, scope);
  if (failed_) return {};
  std::size_t length = 0;
  if (value->is_text()) {
    length = utf8::count_code_points(value->text());
  } else if (value->is_list()) {
    length = value->list().size();
  } else if (value->is_object()) {
    length = value->object().size();
  } else {
    return fail("Invalid Arguments");
  }
  return Value(static_cast<double>(length));
}

Term LogicRun::run_slice(const LogicNode& node, const Scope& scope) {
  const Term value = operand_or_null(node, 0, scope);
  std::optional<std::int64_t> limits[3];
  for (std::uint32_t at = 1; at <= 3; ++at) {
    const Term limit = operand_or_null(node, at, scope);
    if (failed_) return {};
    if (limit->is_null()) continue;
    if (!limit->is_number()) return fail("NaN");
    limits[at - 1] = to_place(limit->number());
  }
  if (value->is_null() && !node.is_bare) return {};
  const std::int64_t step = limits[2].value_or(1);
  if (step == 0 || (!value->is_list() && !value->is_text())) return fail("Invalid Arguments");
  const std::vector<std::size_t> starts =
      value->is_text() ? places_of(value->text()) : std::vector<std::size_t>();
  const std::size_t size = value->is_text() ? starts.size() - 1 : value->list().size();
  const std::vector<std::size_t> places =
      places_in(range_of(static_cast<std::int64_t>(size), limits[0], limits[1], step));
  if (!charge(places.size())) return {};
  if (value->is_text()) {
    std::string text;
    for (const std::size_t at : places) {
      text.append(value->text(), starts[at], starts[at + 1] - starts[at]);
    }
    return make_text(std::move(text));
  }
  Value::List items;
  for (const std::size_t at : places) items.push_back(keep(Term::lent(value->list()[at])));
  return failed_ ? Term() : Term(Value(std::move(items)));
}

Term LogicRun::run_in(const LogicNode& node, const Scope& scope) {
  const std::vector<Term> terms = operands(node, scope);
  if (failed_ || terms.size() < 2) return failed_ ? Term() : Term(Value(false));
  const Value& sought = *terms[0];
  const Value& whole = *terms[1];
  if (whole.is_text()) {
    if (!charge(whole.text().size() / 32)) return {};
    const bool has_text = !sought.is_list() && !sought.is_object();
    const std::string part = sought.is_null() ? "null" : to_plain_text(sought);
    return Value(has_text && whole.text().find(part) != std::string::npos);
  }
  if (!charge(whole.list().size())) return {};
  const Value::List& items = whole.list();
  return Value(std::find(items.begin(), items.end(), sought) != items.end());
}

Term LogicRun::run_merge(const LogicNode& node, const Scope& scope) {
  Value::List merged;
  each_operand(node, scope, [&](const Value& value) {
    if (!value.is_list()) {
      merged.push_back(keep(Term::lent(value)));
      return;
    }
    for (const Value& item : value.list()) {
      if (failed_) return;
      merged.push_back(keep(Term::lent(item)));
    }
  });
  return failed_ ? Term() : Term(Value(std::move(merged)));
}

}  // namespace tundish
