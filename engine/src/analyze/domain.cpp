#include "analyze/domain.hpp"

#include <algorithm>
#include <optional>

#include "analyze/judges.hpp"
#include "expression/comparand.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

using Kind = Comparand::Kind;

/// What a comparison of some kind of value can come to.
struct Outcome {
  bool may_hold = true, may_fail = true;
};

constexpr Outcome kNever{false, true};
constexpr Outcome kAlways{true, false};
constexpr Outcome kEither{true, true};

/// The operator that another one is the exact negation of.
std::optional<Operator> twin_of(Operator operation) {
  switch (operation) {
    case Operator::not_equal:
      return Operator::equal;
    case Operator::not_contains:
      return Operator::contains;
    case Operator::not_in:
      return Operator::in_;
    case Operator::not_empty:
      return Operator::empty;
    default:
      return std::nullopt;
  }
}

bool is_order(Operator operation) {
  return operation == Operator::greater || operation == Operator::greater_or_equal ||
         operation == Operator::less || operation == Operator::less_or_equal;
}

/// Whether the operator input_type asks for that kind of answers.
Outcome of_kind(std::string_view kind, const Comparand& value) {
  return value.kind == Kind::text && value.value->text() == kind ? kAlways : kNever;
}

/// Whether one of a list is taken, for the operator in.
template <class Test>
Outcome of_members(const Comparand& value, Test is_taken) {
  if (value.kind != Kind::list) return kNever;
  const Value::List& all = value.value->list();
  const bool any = std::any_of(all.begin(), all.end(),
                               [&is_taken](const Value& one) { return is_taken(Comparand(one)); });
  return any ? kEither : kNever;
}

/// Of texts that are not known.
Outcome of_texts(const Answers& answers, Operator operation, const Comparand& value) {
  const auto is_taken = [&answers](const Comparand& one) {
    const bool is_foreign = one.is_empty() || one.kind == Kind::list || one.kind == Kind::object;
    return !is_foreign && can_be_text(answers, one);
  };
  if (operation == Operator::input_type) return of_kind("text", value);
  if (operation == Operator::empty) return kNever;
  if (operation == Operator::in_) return of_members(value, is_taken);
  return operation == Operator::equal && !is_taken(value) ? kNever : kEither;
}

bool has_element(const Answers& answers, const Comparand& sought) {
  return answers.any_element ||
         std::any_of(answers.elements.begin(), answers.elements.end(), [&](const Value& one) {
           return compare(Operator::equal, Comparand(one), sought);
         });
}

Outcome of_lists(const Answers& answers, Operator operation, const Comparand& value) {
  switch (operation) {
    case Operator::equal:
      return value.kind == Kind::list ? kEither : kNever;
    case Operator::contains:
      return has_element(answers, value) ? kEither : kNever;
    case Operator::in_:
      return kEither;
    case Operator::input_type:
      return of_kind("list", value);
    default:
      return kNever;
  }
}

Outcome of_objects(Operator operation, const Comparand& value) {
  if (operation == Operator::equal) return value.kind == Kind::object ? kEither : kNever;
  if (operation == Operator::input_type) return of_kind("file", value);
  return operation == Operator::in_ ? kEither : kNever;
}

bool is_within(const Domain& domain, double number) {
  return (domain.low_open ? number > domain.low : number >= domain.low) &&
         (domain.high_open ? number < domain.high : number <= domain.high);
}

/// Of numbers, where their size alone does not tell.
Outcome of_numbers(const Domain& domain, const Answers& answers, Operator operation,
                   const Comparand& value) {
  switch (operation) {
    case Operator::empty:
    case Operator::before:
    case Operator::after:
      return kNever;
    case Operator::input_type:
      return of_kind("numeric", value);
    case Operator::equal:
      return value.kind == Kind::boolean || value.has_number ? kEither : kNever;
    case Operator::in_:
      return of_members(value, [&](const Comparand& one) {
        if (one.kind == Kind::boolean) return true;
        return one.has_number && is_within(domain, one.number) &&
               can_be_number(answers, one.number);
      });
    default:
      return is_order(operation) && !value.has_number ? kNever : kEither;
  }
}

bool is_empty_range(const Domain& one) {
  return one.low > one.high || (one.low == one.high && (one.low_open || one.high_open));
}

void bound_below(Domain& domain, double low, bool open) {
  if (low < domain.low || (low == domain.low && (domain.low_open || !open))) return;
  domain.low = low;
  domain.low_open = open;
}

void bound_above(Domain& domain, double high, bool open) {
  if (high > domain.high || (high == domain.high && (domain.high_open || !open))) return;
  domain.high = high;
  domain.high_open = open;
}

void drop_numbers(Domain& domain) {
  const Domain none;
  domain.number = domain.low_open = domain.high_open = false;
  domain.low = none.low;
  domain.high = none.high;
}

void copy_numbers(Domain& domain, const Domain& from) {
  domain.number = from.number;
  domain.low_open = from.low_open;
  domain.high_open = from.high_open;
  domain.low = from.low;
  domain.high = from.high;
}

/// Numbers on both sides of a bound, for the operators that look at their size.
void split_range(Split& split, Operator operation, double at) {
  switch (operation) {
    case Operator::greater:
      bound_below(split.held, at, true);
      bound_above(split.failed, at, false);
      break;
    case Operator::greater_or_equal:
      bound_below(split.held, at, false);
      bound_above(split.failed, at, true);
      break;
    case Operator::less:
      bound_above(split.held, at, true);
      bound_below(split.failed, at, false);
      break;
    case Operator::less_or_equal:
      bound_above(split.held, at, false);
      bound_below(split.failed, at, true);
      break;
    default:
      bound_below(split.held, at, false);
      bound_above(split.held, at, false);
      if (split.failed.low == at) split.failed.low_open = true;
      if (split.failed.high == at) split.failed.high_open = true;
      break;
  }
  if (is_empty_range(split.held)) drop_numbers(split.held);
  if (is_empty_range(split.failed)) drop_numbers(split.failed);
}

void split_numbers(Split& split, const Domain& domain, const Answers& answers, Operator operation,
                   const Comparand& value) {
  if (!domain.number) return;
  const bool by_size = is_order(operation) || operation == Operator::equal;
  if (by_size && value.has_number && value.kind != Kind::boolean) {
    copy_numbers(split.held, domain);
    copy_numbers(split.failed, domain);
    split_range(split, operation, value.number);
    if (operation == Operator::equal && !can_be_number(answers, value.number)) {
      drop_numbers(split.held);
    }
    return;
  }
  const Outcome outcome = of_numbers(domain, answers, operation, value);
  if (outcome.may_hold) copy_numbers(split.held, domain);
  if (outcome.may_fail) copy_numbers(split.failed, domain);
}

void put(Split& split, bool Domain::*part, Outcome outcome) {
  split.held.*part = outcome.may_hold;
  split.failed.*part = outcome.may_fail;
}

/// The number of a value among the known ones; -1 when there is no room for it.
int number_of(Answers& answers, const Value& value) {
  const auto at = std::find(answers.known.begin(), answers.known.end(), value);
  if (at != answers.known.end()) return static_cast<int>(at - answers.known.begin());
  if (answers.known.size() == Answers::kMost) return -1;
  answers.known.push_back(value);
  return static_cast<int>(answers.known.size()) - 1;
}

void add_known(Domain& domain, Answers& answers, const Value& value) {
  const int number = number_of(answers, value);
  if (number < 0) {
    domain.anything = true;
  } else {
    domain.known |= std::uint64_t{1} << number;
  }
}

void add_choice(Domain& domain, Answers& answers, const Input& input) {
  const bool several = input.appearance == InputAppearance::ranking ||
                       input.validations.max_selected.value_or(1) > 1;
  domain.list = several;
  for (const Option& option : input.options) {
    if (several) answers.elements.push_back(option.value);
    if (!several) add_known(domain, answers, option.value);
  }
  if (!input.allow_other) return;
  if (several) answers.any_element = true;
  if (!several) domain.text = answers.any_text = true;
}

void add_number(Domain& domain, Answers& answers, const Input& input) {
  const Validations rules = effective_validations(input);
  answers.judges.push_back(&input);
  domain.number = true;
  domain.low = rules.equal.value_or(rules.min.value_or(domain.low));
  domain.high = rules.equal.value_or(rules.max.value_or(domain.high));
}

void add_text(Domain& domain, Answers& answers, const Input& input) {
  const std::vector<std::string>& words = input.validations.allowed_values;
  domain.text = words.empty();
  answers.judges.push_back(&input);
  for (const std::string& word : words) add_known(domain, answers, word);
}

Domain given_to(const Input& input, Answers& answers) {
  Domain domain;
  if (input.is_array) {
    domain.list = true;
    answers.any_element = true;
    return domain;
  }
  switch (input.input_type) {
    case InputType::text:
      add_text(domain, answers, input);
      break;
    case InputType::numeric:
      add_number(domain, answers, input);
      break;
    case InputType::boolean:
      add_known(domain, answers, true);
      add_known(domain, answers, false);
      break;
    case InputType::choice:
      add_choice(domain, answers, input);
      break;
    case InputType::matrix:
      domain.object = true;
      break;
    case InputType::datetime:
      domain.text = answers.any_text = input.appearance != InputAppearance::range;
      domain.object = !domain.text;
      break;
    case InputType::location:
    case InputType::file:
      return nothing_known();
  }
  return domain;
}

/// As its type says, unless the default is of another kind.
Domain given_with(const InitialDatum& datum, Answers& answers) {
  Domain domain;
  domain.absent = !datum.mandatory && datum.otherwise.is_null();
  if (datum.input_type == InputType::numeric &&
      (datum.otherwise.is_null() || datum.otherwise.is_number())) {
    domain.number = answers.any_number = true;
    return domain;
  }
  if (datum.input_type == InputType::boolean &&
      (datum.otherwise.is_null() || datum.otherwise.is_boolean())) {
    add_known(domain, answers, true);
    add_known(domain, answers, false);
    return domain;
  }
  return nothing_known();
}

}  // namespace

Domain nothing_known() {
  Domain domain;
  domain.absent = domain.anything = true;
  return domain;
}

Domain joined(const Domain& a, const Domain& b) {
  Domain both;
  both.absent = a.absent || b.absent;
  both.anything = a.anything || b.anything;
  both.text = a.text || b.text;
  both.list = a.list || b.list;
  both.object = a.object || b.object;
  both.known = a.known | b.known;
  copy_numbers(both, a.number ? a : b);
  if (!a.number || !b.number) return both;
  if (b.low < a.low || (b.low == a.low && !b.low_open)) {
    both.low = b.low;
    both.low_open = b.low_open;
  }
  if (b.high > a.high || (b.high == a.high && !b.high_open)) {
    both.high = b.high;
    both.high_open = b.high_open;
  }
  return both;
}

Split split(const Domain& domain, const Answers& answers, Operator operation, const Value& value) {
  if (const auto twin = twin_of(operation)) {
    Split turned = split(domain, answers, *twin, value);
    std::swap(turned.held, turned.failed);
    return turned;
  }
  Split parts;
  const Comparand comparand(value);
  const auto holds_for = [&](const Comparand& one) { return compare(operation, one, comparand); };
  if (domain.absent) put(parts, &Domain::absent, holds_for(Comparand()) ? kAlways : kNever);
  if (domain.anything) {
    put(parts, &Domain::anything, operation == Operator::empty ? kNever : kEither);
  }
  if (domain.text) put(parts, &Domain::text, of_texts(answers, operation, comparand));
  if (domain.list) put(parts, &Domain::list, of_lists(answers, operation, comparand));
  if (domain.object) put(parts, &Domain::object, of_objects(operation, comparand));
  for (std::size_t i = 0; i < answers.known.size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (!(domain.known & bit)) continue;
    Domain& side = holds_for(Comparand(answers.known[i])) ? parts.held : parts.failed;
    side.known |= bit;
  }
  split_numbers(parts, domain, answers, operation, comparand);
  return parts;
}

Domain given_by(const Setter& setter, Answers& answers) {
  if (setter.input) return given_to(*setter.input, answers);
  if (setter.datum) return given_with(*setter.datum, answers);
  if (!setter.is_identity) return nothing_known();
  Domain domain;
  domain.text = answers.any_text = true;
  return domain;
}

}  // namespace tundish
